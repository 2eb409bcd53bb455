import { checkout } from "./checkout.ts";
import { refresh } from "./freshness.ts";
import { runToEnd } from "./run-to-end.ts";

/** Makes the api's Prisma client where it is missing or older than its schema. */
export async function generateClients(logFolder: string): Promise<void> {
  await Promise.all(
    (["api"] as const).map((app) =>
      refresh(
        {
          name: `prisma-${app}`,
          sources: [
            `apps/${app}/prisma/schema.prisma`,
            `apps/${app}/prisma.config.ts`,
            "node_modules/prisma/package.json",
          ],
          result: `apps/${app}/generated/client.ts`,
        },
        () =>
          runToEnd({
            name: `generate-${app}`,
            args: ["node_modules/prisma/build/index.js", "generate"].map((arg, i) =>
              i === 0 ? `${checkout.root}${arg}` : arg,
            ),
            cwd: checkout[app],
            // The command line asks for an engine that generating doesn't use; any program that exists will do.
            env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
            logFolder,
          }),
      ),
    ),
  );
}

const WEB_SOURCES = [
  "apps/web/src",
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
      args: [`${checkout.root}node_modules/vite/bin/vite.js`, "build"],
      cwd: checkout.web,
      env: { ...process.env, NODE_ENV: "production" },
      logFolder,
    }),
  );
}
