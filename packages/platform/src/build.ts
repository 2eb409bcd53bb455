import { join } from "node:path";
import { checkout } from "./checkout.ts";
import { refresh } from "./freshness.ts";
import { runToEnd } from "./run-to-end.ts";

const CLIENT = {
  name: "prisma-api",
  sources: ["apps/api/prisma/schema.prisma", "apps/api/prisma.config.ts", "node_modules/prisma/package.json"],
  result: "apps/api/generated/client.ts",
};

/** Makes the Prisma client of the api when it is missing or older than its schema; tells whether it did. */
export function generateClient(logFolder: string): Promise<boolean> {
  return refresh(CLIENT, () =>
    runToEnd({
      name: "generate-api",
      args: [join(checkout.root, "node_modules/prisma/build/index.js"), "generate"],
      cwd: checkout.api,
      // The command line asks for an engine that generating doesn't use; any program that exists will do.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
      logFolder,
    }),
  );
}

const WEB_SOURCES = [
  "apps/web/src",
  "apps/web/worker",
  "apps/web/build",
  "apps/web/public",
  "apps/web/index.html",
  "apps/web/vite.config.ts",
  "apps/web/package.json",
  "packages/domain/src",
  "packages/client/src",
  "packages/ui/src",
  "package-lock.json",
];

/** Builds the web app when it is missing or older than its sources; tells whether it did. */
export function buildWeb(logFolder: string): Promise<boolean> {
  return refresh({ name: "web", sources: WEB_SOURCES, result: "apps/web/dist/index.html" }, () =>
    runToEnd({
      name: "build-web",
      args: [join(checkout.root, "node_modules/vite/bin/vite.js"), "build"],
      cwd: checkout.web,
      env: { ...process.env, NODE_ENV: "production" },
      logFolder,
    }),
  );
}
