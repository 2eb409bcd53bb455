/**
 * `npm run proof [-- --runs N] [-- --faults all|N]`: the larger proof of privacy. Random worlds and lives are tried N times each,
 * and every fault (or the first N) is planted and has to be caught.
 */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkout } from "@kring/platform";
import { faults } from "./faults.ts";
import { layOut } from "./plant.ts";
import { FIGURES, figuresFile } from "./runs.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10" },
    faults: { type: "string", default: "all" },
    from: { type: "string" },
  },
});
const wanted =
  values.faults === "all" ? faults : faults.slice(Number(values.from ?? 0)).slice(0, Number(values.faults));

const report = join(checkout.state, "proof-report.json");
const failed = [...(Number(values.runs) > 0 ? [await runTests(values.runs)] : []), await plantAll()].includes(false);
process.exitCode = failed ? 1 : 0;

/** Twins, model, canaries, and the matrices of both services. */
async function runTests(runs: string): Promise<boolean> {
  rmSync(figuresFile, { force: true });
  const files = ["twins.test.ts", "model.test.ts", "canaries.test.ts", "matrix"];
  const projects = ["@kring/proof", "@kring/api", "@kring/realtime"].flatMap((name) => ["--project", name]);
  const code = await new Promise<number | null>((resolve, reject) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const child = spawn(join(checkout.root, "node_modules/.bin/vitest"), ["run", ...projects, ...files, ...reporters], {
      cwd: checkout.root,
      env: { ...process.env, PROOF_RUNS: runs, [FIGURES]: figuresFile },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("close", resolve);
  });
  for (const [what, count] of readFigures()) console.log(`${what}: ${count}`);
  console.log(`cells of the matrices: ${readCells()}`);
  return code === 0;
}

/** How many answers the matrices compared with their tables. */
function readCells(): number {
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    testResults: { assertionResults: { meta: { cells?: number } }[] }[];
  };
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .reduce((sum, { meta }) => sum + (meta.cells ?? 0), 0);
}

function readFigures(): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of readFileSync(figuresFile, "utf8").split("\n").filter(Boolean)) {
    const [what, count] = JSON.parse(line) as [string, number];
    sums.set(what, (sums.get(what) ?? 0) + count);
  }
  return sums;
}

async function plantAll(): Promise<boolean> {
  const plantation = layOut();
  let caught = 0;
  try {
    for (const fault of wanted) {
      const { failures, broken } = await plantation.plant(fault);
      if (failures.length > 0) caught += 1;
      console.log(
        failures.length > 0
          ? `✓ caught: ${fault.name}`
          : `✗ NOT caught: ${fault.name} (${broken ?? "the check passed"})`,
      );
    }
  } finally {
    plantation.remove();
  }
  console.log(`faults planted: ${wanted.length}, caught: ${caught}`);
  return caught === wanted.length;
}
