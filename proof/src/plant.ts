import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkout } from "@kring/platform";
import type { Check, Fault } from "./faults.ts";

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

export async function layOut(): Promise<Plantation> {
  const folder = mkdtempSync(join(tmpdir(), "kring-faults-"));
  const listed = await output("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  for (const file of listed.split("\0")) {
    if (file !== "" && !file.startsWith("e2e/"))
      cpSync(join(root, file), join(folder, file), { recursive: true, force: true });
  }
  linkModules(folder);
  cpSync(join(checkout.api, "generated"), join(folder, "apps/api/generated"), { recursive: true, force: true });
  mkdirSync(join(folder, ".kring"), { recursive: true });
  symlinkSync(checkout.programs, join(folder, ".kring/bin"));

  async function run({ project, file, title }: Check): Promise<Outcome> {
    const report = join(folder, ".kring/report.json");
    rmSync(report, { force: true });
    // Titles are matched as patterns.
    const pattern = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const args = ["run", "--project", project, file, "-t", pattern, "--reporter=json", `--outputFile=${report}`];
    await output(join(folder, "node_modules/.bin/vitest"), args, folder);
    return readReport(report);
  }

  return {
    run,
    plant: async ({ name, edits, caughtBy }) => {
      const originals = new Map<string, string>();
      try {
        for (const { file, find, replace } of edits) {
          const path = join(folder, file);
          const text = readFileSync(path, "utf8");
          if (!originals.has(path)) originals.set(path, text);
          if (text.split(find).length !== 2) throw new Error(`"${name}" can't be planted: ${file} has changed.`);
          writeFileSync(
            path,
            text.replace(find, () => replace),
          );
        }
        return await run(caughtBy);
      } finally {
        for (const [path, text] of originals) writeFileSync(path, text);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Other packages' modules are the checkout's; those of Kring itself are the copy's. */
function linkModules(folder: string): void {
  const grouped = ["apps", "packages"].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name)),
  );
  for (const workspace of [...grouped, "proof"]) {
    const own = join(root, workspace, "node_modules");
    if (existsSync(own)) symlinkSync(own, join(folder, workspace, "node_modules"));
  }
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@kring"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name === "@kring" || name === ".vite") continue;
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  for (const name of readdirSync(join(root, "node_modules/@kring"))) {
    symlinkSync(readlinkSync(join(root, "node_modules/@kring", name)), join(modules, "@kring", name));
  }
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

async function output(command: string, args: string[], cwd: string = root): Promise<string> {
  mkdirSync(dirname(join(cwd, ".kring/x")), { recursive: true });
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  return Buffer.concat(parts).toString();
}
