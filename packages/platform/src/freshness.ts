import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout } from "./checkout.ts";

export type Made = {
  name: string;
  /** Files and folders that the result depends on, from the root of the checkout. */
  sources: string[];
  /** What must be there afterwards, from the root of the checkout. */
  result: string;
};

/** Does the work only when the result is missing or its sources have changed since; tells whether it did. */
export async function refresh({ name, sources, result }: Made, work: () => Promise<void>): Promise<boolean> {
  const stamp = join(checkout.root, "node_modules/.cache/kring", `${name}.sha256`);
  const hash = hashSources(sources);
  if (existsSync(join(checkout.root, result)) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash)
    return false;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

function hashSources(sources: string[]): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(listFiles).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(checkout.root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function listFiles(source: string): string[] {
  const stat = statSync(join(checkout.root, source), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [source];
  return globSync("**/*", { cwd: join(checkout.root, source), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(checkout.root.length));
}
