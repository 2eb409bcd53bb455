import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Copy, copyCheckout } from "@kring/testing";
import { type PlantedBug, plantedBugs } from "./planted.ts";

const SEED = "5";
const PATIENCE_SECONDS = "12";

/** Plants each of these bugs in a copy of the sources and runs the harness of that copy over it; all have to be caught. */
export async function plantAll(bugs: readonly PlantedBug[], signal: AbortSignal): Promise<boolean> {
  const copy = copyCheckout();
  let caught = 0;
  try {
    const sound = await runCopy(copy, { only: plantedBugs[0]?.only ?? [], count: 2 }, signal);
    console.log(`${sound.violations.length === 0 && sound.ran ? "✓" : "✗"} nothing is found where nothing is planted`);
    for (const bug of bugs) {
      if (signal.aborted) break;
      const { violations, ran } = await copy.planted(bug.edits, () => runCopy(copy, bug, signal));
      if (violations.length > 0) caught += 1;
      const first = violations[0] ?? (ran ? "the run found nothing" : "the run did not come to its end");
      console.log(`${violations.length > 0 ? "✓ caught" : "✗ NOT caught"}: ${bug.name} (${first})`);
    }
    console.log(`Bugs planted: ${bugs.length}, caught: ${caught}`);
    return caught === bugs.length && sound.ran && sound.violations.length === 0;
  } finally {
    copy.remove();
  }
}

interface Found {
  violations: string[];
  /** It came to its report, whatever that says. */
  ran: boolean;
}

async function runCopy(
  copy: Copy,
  { only, count }: Pick<PlantedBug, "only" | "count">,
  signal: AbortSignal,
): Promise<Found> {
  const options = { only: only.join(","), count: String(count), seed: SEED, patience: PATIENCE_SECONDS, removals: "0" };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [join(copy.folder, "faults/src/main.ts"), ...args], {
    cwd: copy.folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop);
  let text = "";
  for await (const part of child.stdout.setEncoding("utf8")) text += part;
  signal.removeEventListener("abort", stop);
  const violations = text.split("\n").filter((line) => line.startsWith("    "));
  return { violations: violations.map((line) => line.trim()), ran: text.includes("\nMessages: ") };
}
