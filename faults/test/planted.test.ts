import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plantedBugs } from "../src/planted.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

/** `npm run faults -- --planted all` plants each and has to catch it. */
test("V-09 eight bugs at least can be planted, each where it says, under a name of its own", () => {
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
  expect(plantedBugs.length).toBeGreaterThanOrEqual(8);
  for (const { name, edits } of plantedBugs)
    for (const { file, find } of edits) expect(read(file).split(find), `${name}: ${file}`).toHaveLength(2);
});
