import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "./plain-error.ts";

export type Errand = {
  name: string;
  /** Node itself when left out. */
  command?: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logFolder: string;
  cwd?: string;
  uid?: number;
  gid?: number;
};

/** Runs a program that ends by itself; when it fails, the error holds the last lines that it wrote. */
export async function runToEnd({
  name,
  command = process.execPath,
  args,
  logFolder,
  ...options
}: Errand): Promise<void> {
  mkdirSync(logFolder, { recursive: true });
  const log = createWriteStream(join(logFolder, `${name}.log`));
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const endToo = (): boolean => child.kill("SIGKILL");
  process.once("exit", endToo);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      log.write(chunk);
      output = (output + chunk).slice(-4000);
    });
  }
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  });
  process.off("exit", endToo);
  log.end();
  if (code === 0) return;
  const tail = output.trimEnd().split("\n").slice(-20);
  throw new PlainError(`${name} ended with ${code}\n${tail.map((line) => `  ${line}`).join("\n")}`);
}
