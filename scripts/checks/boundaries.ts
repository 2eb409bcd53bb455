import "./typescript-6.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ICruiseOptions, ICruiseResult } from "dependency-cruiser";
import configuration from "../../.dependency-cruiser.mjs";

const root = join(import.meta.dirname, "../..");

/** Each breaks one rule of .dependency-cruiser.mjs: the importing file, and what it imports. */
const PLANTED: Record<string, [file: string, imported: string]> = {
  "domain-imports": ["packages/domain/src/rule.ts", "../../service-kit/src/index.ts"],
  "ui-imports": ["packages/ui/src/button.ts", "../../domain/src/index.ts"],
  "service-kit-imports": ["packages/service-kit/src/log.ts", "../../ui/src/button.ts"],
  "client-imports": ["packages/client/src/client.ts", "../../domain/src/relation/policy.ts"],
  "platform-imports": ["packages/platform/src/start.ts", "../../service-kit/src/index.ts"],
  "domain-without-io": ["packages/domain/src/clock.ts", "node:fs"],
  "domain-without-framework": ["packages/domain/src/page.ts", "framework"],
  "apps-apart": ["apps/api/src/main.ts", "../../realtime/src/gateway.ts"],
  "web-imports": ["apps/web/src/page.ts", "../../../packages/domain/src/relation/policy.ts"],
  "web-server-imports": ["apps/web/server/main.ts", "../src/page.ts"],
  "platform-and-testing-stay-out": ["apps/api/src/demo.ts", "../../../packages/testing/src/index.ts"],
  "feature-by-its-index": ["apps/api/src/session/index.ts", "../account/account-store.ts"],
  "database-behind-stores": ["apps/api/src/relation/break-relation.ts", "../../generated/client.ts"],
  "socket-io-at-the-edge": ["apps/realtime/src/gateway.ts", "socket.io"],
  "web-features-apart": ["apps/web/src/features/inbox/page.ts", "../conversation/page.ts"],
  "web-shared-below": ["apps/web/src/shared/call.ts", "../features/conversation/page.ts"],
  "no-cycles": ["packages/ui/src/field.ts", "./form.ts"],
  resolvable: ["packages/ui/src/lost.ts", "./nowhere.ts"],
  "declared-packages": ["apps/realtime/src/send.ts", "framework"],
};

/** Cruises everything, after proving that every rule catches what it forbids. */
export async function checkBoundaries(): Promise<string> {
  const unproven = await findRulesThatCatchNothing();
  if (unproven.length > 0) throw new Error(`These rules catch nothing any more: ${unproven.join(", ")}`);
  const { summary, modules } = await cruiseFolder(root, ["packages", "apps", "e2e"]);
  const own = modules.filter(({ source }) => !source.includes("node_modules"));
  if (own.length === 0) throw new Error("No module was found: dependency-cruiser couldn't read TypeScript.");
  if (summary.violations.length > 0) {
    throw new Error(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).join("\n"));
  }
  return `${own.length} modules, ${Object.keys(PLANTED).length} rules proven`;
}

async function findRulesThatCatchNothing(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "kring-boundaries-"));
  try {
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text, { flag: "a" });
    };
    for (const name of ["framework", "socket.io"]) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
      write(`node_modules/${name}/index.js`, "");
    }
    write("packages/ui/src/form.ts", 'import "./field.ts";\n');
    for (const [file, imported] of Object.values(PLANTED)) {
      write(file, `import "${imported}";\n`);
      if (imported.startsWith(".") && !imported.includes("nowhere")) write(join(dirname(file), imported), "");
    }
    const { summary } = await cruiseFolder(folder, ["packages", "apps"]);
    const caught = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
    const rules = configuration.forbidden.map(({ name }) => name);
    return rules.filter((name) => !caught.has(`${name} ${PLANTED[name]?.[0]}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function cruiseFolder(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { cruise } = await import("dependency-cruiser");
  const options = { ...configuration.options, ruleSet: configuration, validate: true, baseDir } as ICruiseOptions;
  const { output } = await cruise(folders, { ...options, outputType: "json" });
  return JSON.parse(String(output));
}
