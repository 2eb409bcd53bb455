import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "@kring/platform";
import { copyCheckout } from "@kring/testing";
import type { Check, Fault } from "./fault.ts";

const { root } = checkout;

/** A copy of the checkout's sources, in which faults are planted one after another. */
export interface Plantation {
  /** Plants a fault, runs the check that has to catch it, and takes it out again. */
  plant(fault: Fault): Promise<Outcome>;
  /** Runs a check on the copy as it is. */
  run(check: Check): Promise<Outcome>;
  remove(): void;
}

/** What a check said: `failures` are those of assertions; `broken` is why it could not even be asked. */
interface Outcome {
  passed: number;
  failures: string[];
  broken: string | null;
}

export function layOut(): Plantation {
  const copy = copyCheckout();

  async function run({ project, file, title }: Check): Promise<Outcome> {
    const report = join(copy.folder, ".kring/report.json");
    rmSync(report, { force: true });
    // Titles are matched as patterns.
    const pattern = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const args = ["run", "--project", project, file, "-t", pattern, "--reporter=json", `--outputFile=${report}`];
    await runToEnd(join(copy.folder, "node_modules/.bin/vitest"), args, copy.folder);
    return readReport(report);
  }

  return {
    run,
    plant: ({ edits, caughtBy }) => copy.planted(edits, () => run(caughtBy)),
    remove: copy.remove,
  };
}

interface Report {
  testResults: {
    message: string;
    assertionResults: { status: string; failureMessages: string[] }[];
  }[];
}

function readReport(path: string): Outcome {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    return { passed: 0, failures: [], broken: "the check did not run" };
  }
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const messages = results
    .filter(({ status }) => status === "failed")
    .flatMap(({ failureMessages }) => failureMessages);
  const failures = messages.filter((message) => /AssertionError|Property failed/.test(message));
  const passed = results.filter(({ status }) => status === "passed").length;
  if (failures.length > 0) return { passed, failures, broken: null };
  const [other] = [...messages, ...report.testResults.map(({ message }) => message)].filter((text) => text !== "");
  return { passed, failures, broken: other ?? (passed === 0 ? "no test has this title" : null) };
}

function runToEnd(command: string, args: string[], cwd: string): Promise<void> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` },
    stdio: "ignore",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
}
