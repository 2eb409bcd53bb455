// `npm run check`: types, format and lint, boundaries, unused code, minimum versions. One line each, and a total.
import { join } from "node:path";
import { generateClient } from "@kring/platform";
import { checkBoundaries } from "./checks/boundaries.ts";
import { checkMinimumVersions } from "./checks/minimum-versions.ts";
import { checkGolden } from "./golden.ts";
import { checkReference } from "./reference.ts";
import { mustRun, root } from "./run.ts";
import { formatTotal, type Total } from "./total.ts";

const CHECKS: { name: string; check: () => Promise<string> | string }[] = [
  { name: "database client", check: () => generateClient(join(root, ".kring/logs")).then(() => "fits its schema") },
  { name: "types", check: checkTypes },
  { name: "format and lint", check: checkFormat },
  { name: "boundaries", check: checkBoundaries },
  { name: "unused code", check: () => mustRun("knip", { args: ["--no-progress"] }).then(() => "none") },
  { name: "reference", check: checkReference },
  { name: "golden messages", check: checkGolden },
  { name: "minimum versions", check: checkMinimumVersions },
];

/** Runs every check, prints its line, and counts. */
export async function runChecks(): Promise<Total> {
  const total: Total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, check } of CHECKS) {
    const since = performance.now();
    try {
      const detail = await check();
      total.passed += 1;
      console.log(`✓ ${name.padEnd(18)} ${detail} (${Math.round(performance.now() - since)} ms)`);
    } catch (error) {
      total.failed += 1;
      console.log(`✗ ${name}\n${error instanceof Error ? error.message : error}\n`);
    }
  }
  return total;
}

async function checkTypes(): Promise<string> {
  const args = ["run", "types", "--continue", "--output-logs=errors-only", "--ui=stream"];
  const output = await mustRun("turbo", { args, env: { TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" } });
  await mustRun("tsc", { args: ["-p", "scripts"] });
  const count = Number(/(\d+) successful/.exec(output)?.[1] ?? 0);
  if (count === 0) throw new Error(`No package was checked:\n${output}`);
  return `${count} workspaces and the scripts`;
}

async function checkFormat(): Promise<string> {
  const output = await mustRun("biome", {
    args: ["ci", "--colors=off", "--diagnostic-level=warn", "--max-diagnostics=50", "."],
  });
  const count = Number(/Checked (\d+) files/.exec(output)?.[1] ?? 0);
  if (count === 0) throw new Error(`No file was checked:\n${output}`);
  return `${count} files`;
}

if (import.meta.main) {
  const total = await runChecks();
  console.log(formatTotal(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
}
