import { spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** What each of the many Node processes would otherwise compile anew. */
const NODE_COMPILE_CACHE = join(root, ".kring/cache");

export type Run = { args: string[]; env?: NodeJS.ProcessEnv; cwd?: string; show?: boolean };
export type Result = { code: number | null; output: string };

/** Runs a program of node_modules/.bin, or any other on the PATH; with `show` its output goes straight to the console. */
export async function run(command: string, { args, env = {}, cwd = root, show = false }: Run): Promise<Result> {
  const path = `${join(root, "node_modules/.bin")}:${process.env.PATH}`;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NODE_COMPILE_CACHE, ...env, PATH: path },
    stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, output };
}

/** As `run`, but a failure is thrown with all that the program wrote. */
export async function mustRun(command: string, options: Run): Promise<string> {
  const { code, output } = await run(command, options);
  if (code !== 0) throw new Error(output.trim() || `${command} ended with ${code}`);
  return output;
}
