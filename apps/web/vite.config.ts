import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { measuredPages, measureFirstLoad, type Script } from "./build/first-load.ts";
import { leaveOut } from "./build/leave-out.ts";
import { pushWorker } from "./build/push-worker.ts";

const compressible = /\.(js|css)$/;

/** Puts a brotli and a gzip copy beside every text file as it was written, so that the server only has to choose. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    writeBundle({ dir = "dist" }, bundle) {
      for (const fileName of Object.keys(bundle)) {
        if (!compressible.test(fileName)) continue;
        const file = join(dir, fileName);
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

/** Says after each build what a first visit costs. */
function sayFirstLoad(): Plugin {
  return {
    name: "say-first-load",
    apply: "build",
    writeBundle({ dir = "dist" }, bundle) {
      const sizeOf = ({ fileName }: Script): number => statSync(join(dir, `${fileName}.br`)).size;
      const scripts = Object.values(bundle).filter((output) => output.type === "chunk");
      for (const page of measuredPages) {
        const kilobytes = Math.round(measureFirstLoad(scripts, page, sizeOf) / 1000);
        console.log(`First load, ${page}: ${kilobytes} kB of compressed script`);
      }
    },
  };
}

/** What every page needs travels together: fewer requests, and larger files compress better. */
const chunks = [
  {
    name: "base",
    test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(?!react-virtual|virtual-core)[\w-]+|i18next|react-i18next|zod)\//,
  },
  {
    name: "frame",
    test: /packages\/ui\/src\/components\/(avatar|button|class-names|empty-state|field|icon|link|logo|marks|masked-shape|notices|panes|quick-exit|shell|skeleton|toast|visually-hidden)\.tsx?$|apps\/web\/src\/app\/(navigation|shell|session|document-title)\.tsx?$|apps\/web\/src\/shared\/(start-with\.ts|use-refusal\.ts|use-language\.ts|leave\.tsx)$/,
  },
  {
    name: "talk",
    test: /apps\/web\/src\/features\/conversation\/(model\/(?!message-format|absence|excerpt|candidates|what-added|who-will)|use-(?!addable|act\.|say-act)|components\/(conversation-(list|row)|person|thread(?!-search)|message(?!-menu|-composer|-files))|pages\/conversations?-page)|packages\/ui\/src\/components\/(conversation-item|lines|message|mini-ring)\.tsx$/,
  },
  // Descriptions of routes stay apart: each page loads those that it calls.
  {
    name: "shared",
    test: /(apps\/web\/src\/(words|shared)\/(?!who-can-help|conversations-of|save-file)[\w-]+\.ts$|packages\/domain\/src\/(?!contract\/http\/))/,
  },
];

export default defineConfig({
  plugins: [react(), leaveOut(), pushWorker(), precompress(), sayFirstLoad()],
  build: {
    target: "es2022",
    sourcemap: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // To describe a shape does nothing: what no page reads goes.
      treeshake: { manualPureFunctions: ["z"] },
      output: { codeSplitting: { groups: chunks } },
    },
  },
  server: {
    proxy: {
      "/api": "http://127.0.0.1:8080",
      "/realtime": "http://127.0.0.1:8080",
      "/socket.io": { target: "http://127.0.0.1:8080", ws: true },
    },
  },
});
