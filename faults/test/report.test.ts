import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { addFigures, addTimes, count, noFigures } from "../src/figures.ts";
import { readFigures, writeFigures } from "../src/figures-file.ts";
import { judge } from "../src/report.ts";

const lineOf = (lines: readonly string[], words: string) => lines.find((line) => line.includes(words)) ?? "";

test("V-09 what was promised is judged by all but one in a hundred, what was never measured by nothing", () => {
  const figures = noFigures();
  addTimes(figures.alone, "gateway killed", [...Array.from({ length: 199 }, () => 900), 60_000]);
  addTimes(figures.alone, "Postgres killed", [9_000, 11_000]);
  figures.lastByte["with NATS"].push(1_000);
  count(figures.violations, "doubled");
  const lines = judge(figures);
  expect(lineOf(lines, "gateway was killed")).toMatch(/^ {2}✓/);
  expect(lineOf(lines, "Postgres is back")).toMatch(/^ {2}✗/);
  expect(lineOf(lines, "the last byte, with NATS")).toMatch(/^ {2}✓/);
  expect(lineOf(lines, "the last byte, without NATS")).toMatch(/^ {2}\? .*not measured/);
  expect(lineOf(lines, "doubled")).toMatch(/^ {2}✗.* 1$/);
  expect(lineOf(lines, "lost")).toMatch(/^ {2}✓.* 0$/);
});

test("the parts of a run add up, also from a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "kring-figures-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "sum");
  for (const took of [100, 200]) {
    const part = noFigures();
    count(part.faults, "NATS away", 2);
    addTimes(part.alone, "NATS away", [took]);
    part.withoutNats.push(took);
    part.told = took;
    writeFigures(file, addFigures(readFigures(file), part));
  }
  const sum = readFigures(file);
  expect([sum.faults.get("NATS away"), sum.alone.get("NATS away"), sum.withoutNats, sum.told]).toEqual([
    4,
    [100, 200],
    [100, 200],
    300,
  ]);
});
