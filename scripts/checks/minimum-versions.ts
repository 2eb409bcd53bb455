import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** No package in the lockfile may be older than the first version without a known hole. */
export function checkMinimumVersions(): string {
  const minimums: Record<string, string> = readJson("scripts/minimum-versions.json");
  const { packages }: { packages: Record<string, { version?: string }> } = readJson("package-lock.json");
  const installed = Object.entries(packages).flatMap(([path, { version }]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    const minimum = minimums[name];
    return version === undefined || minimum === undefined ? [] : [{ path, version, minimum }];
  });
  if (installed.length === 0) throw new Error("The lockfile holds none of the listed packages: it was not read right.");
  const tooOld = installed.filter(
    ({ version, minimum }) => version.localeCompare(minimum, "en", { numeric: true }) < 0,
  );
  if (tooOld.length > 0) {
    throw new Error(
      tooOld.map(({ path, version, minimum }) => `${path} ${version} is older than ${minimum}`).join("\n"),
    );
  }
  return `${installed.length} packages`;
}

function readJson(file: string) {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}
