// `npm test`: the checks, every vitest suite, the browser journeys. The last line is the sum of all.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { buildWeb, checkout, findNatsServer } from "@kring/platform";
import { runChecks } from "./check.ts";
import { findChromium } from "./chromium.ts";
import { listPlaywrightFailures, listVitestFailures, readPlaywrightReport, readVitestReport } from "./reports.ts";
import { root, run } from "./run.ts";
import { addTotals, formatTotal, type Total } from "./total.ts";

/** Tests wait a third of the time, so two more than two cores; the Postgres that they share takes no more than six. */
const WORKERS = Math.min(6, Math.max(4, availableParallelism()));
/** Ends only what would never end: how fast a machine is decides no test. */
const PATIENCE_MS = 180_000;
const ONE_FAILURE: Total = { passed: 0, failed: 1, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), "kring-reports-"));

const suites: { name: string; run: () => Promise<Total> }[] = [
  { name: "Checks", run: runChecks },
  { name: "Unit and integration tests", run: runVitest },
  { name: "Browser journeys", run: runPlaywright },
];

const totals: Total[] = [];
const failures: string[] = [];
for (const suite of suites) {
  const since = performance.now();
  console.log(`\n── ${suite.name}\n`);
  const total = await suite.run().catch((error: unknown) => {
    console.log(`✗ ${error instanceof Error ? error.message : error}`);
    return ONE_FAILURE;
  });
  totals.push(total);
  console.log(`\n${suite.name}: ${formatTotal(total)} in ${Math.round((performance.now() - since) / 1000)} s`);
}
rmSync(reports, { recursive: true, force: true });
const sum = addTotals(totals);
process.exitCode = sum.failed === 0 ? 0 : 1;
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`\n${formatTotal(sum)}`);

async function runVitest(): Promise<Total> {
  await findNatsServer(checkout.programs);
  const file = join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const limits = [`--maxWorkers=${WORKERS}`, `--testTimeout=${PATIENCE_MS}`, `--hookTimeout=${PATIENCE_MS}`];
  const { code } = await run("vitest", { args: ["run", ...limits, ...reporters], show: true });
  failures.push(...listVitestFailures(file));
  return readVitestReport(file, code);
}

async function runPlaywright(): Promise<Total> {
  const chromium = await findChromium();
  await buildWeb(join(checkout.state, "logs"));
  const file = join(reports, "playwright.json");
  const { code } = await run("playwright", {
    args: ["test", "--reporter=list,json"],
    cwd: join(root, "e2e"),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(chromium !== undefined && { CHROMIUM_PATH: chromium }) },
    show: true,
  });
  failures.push(...listPlaywrightFailures(file));
  return readPlaywrightReport(file, code);
}
