import { execFileSync } from "node:child_process";
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
import { join } from "node:path";
import { checkout } from "@kring/platform";

const { root } = checkout;

/** A place in a source file, which must be there exactly once, and what stands there instead. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

/** A copy of the checkout's sources, in which bugs are planted one after another. */
export interface Copy {
  readonly folder: string;
  /** Plants the edits for as long as `work` runs. */
  planted<Result>(edits: readonly Edit[], work: () => Promise<Result>): Promise<Result>;
  remove(): void;
}

export function copyCheckout(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "kring-faults-"));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", list, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  for (const file of listed.split("\0")) {
    if (file !== "" && !file.startsWith("e2e/") && existsSync(join(root, file)))
      cpSync(join(root, file), join(folder, file), { recursive: true, force: true });
  }
  linkModules(folder);
  cpSync(join(checkout.api, "generated"), join(folder, "apps/api/generated"), { recursive: true, force: true });
  mkdirSync(join(folder, ".kring"), { recursive: true });
  symlinkSync(checkout.programs, join(folder, ".kring/bin"));

  return {
    folder,
    planted: async (edits, work) => {
      const originals = new Map<string, string>();
      try {
        for (const { file, find, replace } of edits) {
          const path = join(folder, file);
          const text = readFileSync(path, "utf8");
          if (!originals.has(path)) originals.set(path, text);
          if (text.split(find).length !== 2) throw new Error(`This can't be planted, ${file} has changed: ${find}`);
          writeFileSync(
            path,
            text.replace(find, () => replace),
          );
        }
        return await work();
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
  for (const workspace of [...grouped, "proof", "faults"]) {
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
