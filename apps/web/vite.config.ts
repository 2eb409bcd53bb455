import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { measuredPages, measureFirstLoad, type Script } from "./build/first-load.ts";
import { leaveOut } from "./build/leave-out.ts";

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
  // Descriptions of routes stay apart: each page loads those that it calls.
  {
    name: "app",
    test: /packages\/ui\/src\/components\/(avatar|button|class-names|empty-state|field|icon|link|logo|marks|masked-shape|notices|panes|quick-exit|shell|skeleton|tabs|toast|visually-hidden)\.tsx?$|apps\/web\/src\/main\.tsx$|apps\/web\/src\/app\/(routes\/[\w-]+|document-title|error-page|go-to-sign-in|loading|move-focus|navigation|public-page|query-client|root-page|router|router-link|session|shell)\.tsx?$|apps\/web\/src\/(words|shared)\/(?!who-can-help|conversations-of|save-file)[\w-]+\.ts$|apps\/web\/src\/shared\/leave\.tsx$|packages\/domain\/src\/(?!contract\/http\/)|lucide-react\/dist\/esm\/icons\/(arrow-(down|left|up)|ban|book-open|calendar-off|check|code|ellipsis|file-text|image|image-off|italic|letter-b|list|lock|paperclip|send-horizontal|square-pen|text-quote|type|user-round-plus|users-round|wifi-off|x)\.mjs$/,
  },
  // What every page of somebody who is signed in needs, the rows of conversations with it.
  {
    name: "live",
    test: /apps\/web\/src\/app\/(realtime|signed-in-page)\.tsx?$|apps\/web\/src\/shared\/own-link\/own-links\.ts$|apps\/web\/src\/features\/conversation\/(components\/conversation-row|use-today)\.tsx?$|packages\/ui\/src\/components\/(choice|details)\.tsx$/,
  },
  // What other pages use too stays apart from these two, so that no page loads a conversation for an icon.
  {
    name: "talk",
    test: /apps\/web\/src\/features\/conversation\/(model\/(?!message-format|absence|excerpt|candidates|what-added|who-will)|use-(?!addable|act\.|say-act)|details-open|jump|components\/(conversation-list|person|thread(?!-search)|message(?!-menu|-composer|-files)|(answered|change-state|gone|lazy|pending))|pages\/conversations?-page)|packages\/ui\/src\/components\/(lines|message|breakpoint)\.tsx?$/,
    includeDependenciesRecursively: false,
  },
  // Comes by itself once one can read.
  {
    name: "beside",
    test: /apps\/web\/src\/features\/conversation\/(model\/absence|use-act\.|components\/(composer-area|conversation-details|absence-notes|message-(composer|files)|seen-by|upload-list|acts\/(act-button|act-error|load-acts)))|packages\/ui\/src\/components\/(composer|text-format|format-bar|picture-tile|file-card)\.tsx?$|apps\/web\/src\/shared\/own-link\/(quiet|screen)/,
    includeDependenciesRecursively: false,
  },
  { name: "words-nl", test: /apps\/web\/src\/words\/nl\/(conversation|message)\.ts$/ },
  { name: "words-en", test: /apps\/web\/src\/words\/en\/(conversation|message)\.ts$/ },
];

export default defineConfig({
  plugins: [react(), leaveOut(), precompress(), sayFirstLoad()],
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
