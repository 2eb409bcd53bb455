import { describe, expect, it } from "vitest";
import {
  type Block,
  buildRows,
  clampReceipts,
  cutBlocks,
  isSameBlock,
  readersOf,
  sameReceipts,
} from "../src/features/conversation/model/rows.ts";
import { handle, joined, said } from "./support/roster.ts";

const minute = 60_000;
const morning = new Date("2026-11-24T09:00:00").getTime();
const blockOf = (entries: Block["entries"]): Block => ({ key: 0, entries, before: undefined, after: undefined });
const shape = (entries: Block["entries"], firstUnread: number | null = null) =>
  buildRows(blockOf(entries), firstUnread).map((row) =>
    row.kind === "message" ? `${row.more ? "more" : "head"} ${row.entry.n}` : row.kind,
  );

describe("the rows of a thread", () => {
  it("begin each day with its name", () => {
    const entries = [said(1, "emma", morning - 24 * 60 * minute), said(2, "emma", morning)];
    expect(shape(entries)).toEqual(["day", "head 1", "day", "head 2"]);
  });

  it("share a head while one person goes on within five minutes", () => {
    const entries = [
      said(1, "emma", morning),
      said(2, "emma", morning + minute),
      said(3, "sanne", morning + 2 * minute),
      said(4, "sanne", morning + 8 * minute),
    ];
    expect(shape(entries)).toEqual(["day", "head 1", "more 2", "head 3", "head 4"]);
  });

  it("start again with a head after an event and after the unread line", () => {
    const entries = [
      said(1, "emma", morning),
      joined(2, "daan", morning),
      said(3, "emma", morning),
      said(4, "emma", morning),
    ];
    expect(shape(entries, 4)).toEqual(["day", "head 1", "event", "head 3", "new", "head 4"]);
  });

  it("show no unread line while the first unread message is not loaded", () => {
    expect(shape([said(7, "emma", morning)], 3)).toEqual(["day", "head 7"]);
  });

  it("tell where a run ends", () => {
    const rows = buildRows(
      blockOf([said(1, "emma", morning), said(2, "emma", morning), said(3, "sanne", morning)]),
      null,
    );
    expect(rows.flatMap((row) => (row.kind === "message" ? [row.endsRun] : []))).toEqual([false, true, true]);
  });
});

describe("the blocks of a long thread", () => {
  const long = Array.from({ length: 130 }, (_, index) =>
    said(index + 41, index % 2 ? "emma" : "sanne", morning + index),
  );

  it("cover everything once, and give the same rows as one block would", () => {
    const blocks = cutBlocks(long);
    expect(blocks.flatMap(({ entries }) => entries)).toEqual(long);
    expect(blocks.flatMap((block) => buildRows(block, 60))).toEqual(buildRows(blockOf(long), 60));
  });

  it("stay the same when older or newer entries come, but for those at the border", () => {
    const before = cutBlocks(long);
    const after = cutBlocks([said(40, "emma", morning), ...long, said(171, "emma", morning + 200)]);
    const same = after.filter((block) => before.some((known) => isSameBlock(known, block))).map(({ key }) => key);
    expect(same).toEqual([1, 2]);
  });

  it("see of a receipt only what can change them", () => {
    const [, middle] = cutBlocks(long);
    if (middle === undefined) throw new Error("three blocks were expected");
    const far = clampReceipts([{ by: handle("emma"), n: 150 }], middle);
    const farther = clampReceipts([{ by: handle("emma"), n: 170 }], middle);
    expect(sameReceipts(far, farther)).toBe(true);
    expect(readersOf(60, far)).toEqual([handle("emma")]);
    expect(readersOf(60, clampReceipts([{ by: handle("emma"), n: 59 }], middle))).toEqual([]);
  });
});
