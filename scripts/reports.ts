import { existsSync, globSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./run.ts";
import type { Total } from "./total.ts";

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; message?: string; assertionResults: { status: string; fullName: string }[] }[];
};

type PlaywrightSuite = { title: string; specs?: { title: string; ok: boolean }[]; suites?: PlaywrightSuite[] };
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
};

/** Counts the tests of a run of vitest. Whatever fails beside a test, and a workspace whose tests didn't run, is a failure more. */
export function readVitestReport(file: string, exitCode: number | null): Total {
  const report: VitestReport | undefined = readReport(file);
  if (report === undefined) return withFailure({ passed: 0, failed: 0, skipped: 0 }, `vitest ended with ${exitCode}`);
  const total: Total = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  const ran = report.testResults.filter(({ assertionResults }) => assertionResults.length > 0).map(({ name }) => name);
  const idle = findWorkspacesWithTests().filter(
    (folder) => !ran.some((name) => relative(root, name).startsWith(`${folder}/`)),
  );
  const missing = idle.reduce((sum, folder) => withFailure(sum, `${folder}: no test ran`), total);
  return exitCode !== 0 && missing.failed === 0 ? withFailure(missing, `vitest ended with ${exitCode}`) : missing;
}

/** Counts the browser journeys; one that passes only when tried again counts as failed. */
export function readPlaywrightReport(file: string, exitCode: number | null): Total {
  const report: PlaywrightReport | undefined = readReport(file);
  if (report === undefined)
    return withFailure({ passed: 0, failed: 0, skipped: 0 }, `playwright ended with ${exitCode}`);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const total: Total = { passed: expected, failed: unexpected + flaky, skipped };
  if (expected + unexpected + flaky === 0) return withFailure(total, "no browser journey ran");
  return exitCode !== 0 && total.failed === 0 ? withFailure(total, `playwright ended with ${exitCode}`) : total;
}

/** What failed, by name: the last lines of a long log should say it. */
export function listVitestFailures(file: string): string[] {
  const report: VitestReport | undefined = readReport(file);
  return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && !message) return [];
    const tests = failed.length > 0 ? failed.map(({ fullName }) => fullName) : ["could not be run"];
    return tests.map((test) => `${relative(root, name)}: ${test}`);
  });
}

/** As for vitest. */
export function listPlaywrightFailures(file: string): string[] {
  const failuresOf = ({ title, specs = [], suites = [] }: PlaywrightSuite): string[] =>
    [...specs.filter(({ ok }) => !ok).map((spec) => spec.title), ...suites.flatMap(failuresOf)].map(
      (test) => `${title} › ${test}`,
    );
  return (readReport<PlaywrightReport>(file)?.suites ?? []).flatMap(failuresOf);
}

function findWorkspacesWithTests(): string[] {
  const files = globSync(["packages/*/test/**/*.test.{ts,tsx}", "apps/*/test/**/*.test.{ts,tsx}"], { cwd: root });
  return [...new Set(files.map((file) => file.split("/").slice(0, 2).join("/")))];
}

function withFailure(total: Total, why: string): Total {
  console.log(`✗ ${why}`);
  return { ...total, failed: total.failed + 1 };
}

function readReport<Report>(file: string): Report | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
