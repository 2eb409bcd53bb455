import type { Entry, Handle, MessageEntry } from "@kring/domain/contract";
import { isSameDay } from "../../../shared/dates.ts";

/** What stands in a thread, one under the other. */
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string }
  | { kind: "event"; key: string; entry: Exclude<Entry, { kind: "message" }> }
  | { kind: "message"; key: string; entry: MessageEntry; more: boolean; endsRun: boolean };

/** Messages of one person that share a head follow each other within this time. */
const shareHeadMs = 5 * 60_000;

/** Entries per block: what the thread draws, skips and redraws at once. */
const blockSize = 50;

export interface Block {
  key: number;
  entries: readonly Entry[];
  /** The entries just before and after, which decide about days and heads at the edges. */
  before: Entry | undefined;
  after: Entry | undefined;
}

/** Cuts a log into blocks whose borders stay where they are when entries come at either end. */
export function cutBlocks(entries: readonly Entry[]): Block[] {
  const blocks: { key: number; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const key = Math.floor(entry.n / blockSize);
    const last = blocks.at(-1);
    if (last?.key === key) last.entries.push(entry);
    else blocks.push({ key, entries: [entry] });
  }
  return blocks.map((block, index) => ({
    ...block,
    before: blocks[index - 1]?.entries.at(-1),
    after: blocks[index + 1]?.entries[0],
  }));
}

/** Whether a block would be drawn as before. */
export function isSameBlock(a: Block, b: Block): boolean {
  return (
    a.key === b.key &&
    a.before === b.before &&
    a.after === b.after &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, index) => entry === b.entries[index])
  );
}

const sharesHead = (entry: MessageEntry, before: Entry | undefined, firstUnread: number | null): boolean =>
  before?.kind === "message" &&
  before.by === entry.by &&
  isSameDay(before.at, entry.at) &&
  entry.at - before.at < shareHeadMs &&
  entry.n !== firstUnread;

/** Puts day lines and the unread line between the entries, and tells which messages share a head. */
export function buildRows(block: Block, firstUnread: number | null): Row[] {
  return block.entries.flatMap((entry, index): Row[] => {
    const before = index === 0 ? block.before : block.entries[index - 1];
    const after = index === block.entries.length - 1 ? block.after : block.entries[index + 1];
    const rows: Row[] = [];
    if (before === undefined || !isSameDay(before.at, entry.at)) {
      rows.push({ kind: "day", key: `day ${entry.n}`, at: entry.at });
    }
    if (entry.n === firstUnread) rows.push({ kind: "new", key: "new" });
    if (entry.kind !== "message") return [...rows, { kind: "event", key: String(entry.n), entry }];
    const more = sharesHead(entry, before, firstUnread);
    const endsRun = after?.kind !== "message" || !sharesHead(after, entry, firstUnread);
    return [...rows, { kind: "message", key: String(entry.n), entry, more, endsRun }];
  });
}

export interface Receipt {
  by: Handle;
  n: number;
}

/** Receipts as far as they matter to a block: what lies below or above it can't change how it looks. */
export function clampReceipts(receipts: readonly Receipt[], block: Block): Receipt[] {
  const first = block.entries[0]?.n ?? 0;
  const last = block.entries.at(-1)?.n ?? 0;
  return receipts
    .map(({ by, n }) => ({ by, n: Math.min(last, Math.max(first - 1, n)) }))
    .sort((a, b) => (a.by < b.by ? -1 : 1));
}

export const sameReceipts = (a: readonly Receipt[], b: readonly Receipt[]): boolean =>
  a.length === b.length && a.every((receipt, index) => receipt.by === b[index]?.by && receipt.n === b[index]?.n);

/** Who has read a message of one's own. */
export const readersOf = (n: number, receipts: readonly Receipt[]): Handle[] =>
  receipts.filter((receipt) => receipt.n >= n).map(({ by }) => by);
