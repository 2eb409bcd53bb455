import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { measuredPages, measureFirstLoad } from "./build/first-load.ts";

const compressible = /\.(js|css|html|svg|webmanifest)$/;

/** Puts a brotli and a gzip copy beside every text file, so that the server only has to choose. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [fileName, output] of Object.entries(bundle)) {
        if (!compressible.test(fileName) || fileName === "index.html") continue;
        const content = Buffer.from(output.type === "chunk" ? output.code : output.source);
        const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        this.emitFile({ type: "asset", fileName: `${fileName}.br`, source: brotli });
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(content, { level: 9 }) });
      }
    },
  };
}

/** Says after each build what a first visit costs. */
function sayFirstLoad(): Plugin {
  return {
    name: "say-first-load",
    apply: "build",
    generateBundle(_options, bundle) {
      const scripts = Object.values(bundle).filter((output) => output.type === "chunk");
      for (const page of measuredPages) {
        const kilobytes = Math.round(measureFirstLoad(scripts, page) / 1000);
        console.log(`First load, ${page}: ${kilobytes} kB of compressed script`);
      }
    },
  };
}

/** What every page needs travels together: fewer requests, and larger files compress better. */
const chunks = [
  {
    name: "base",
    test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack|i18next|react-i18next|zod)\//,
  },
  { name: "shared", test: /(apps\/web\/src\/(shared|words\/\w+\.ts)|packages\/domain\/)/ },
];

export default defineConfig({
  plugins: [react(), sayFirstLoad(), precompress()],
  build: {
    target: "es2022",
    sourcemap: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: {
    proxy: {
      "/api": "http://127.0.0.1:8080",
      "/realtime": "http://127.0.0.1:8080",
      "/socket.io": { target: "http://127.0.0.1:8080", ws: true },
    },
  },
});
