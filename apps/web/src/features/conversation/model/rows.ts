import type { Entry, Handle, MessageEntry, Roster } from "@kring/domain/contract";
import { isSameDay } from "../../../shared/dates.ts";

/** What has a place of its own in a thread; that a message was changed or deleted shows at that message. */
type ShownEntry = Exclude<Entry, { of: number }>;
export type EventEntry = Exclude<ShownEntry, { kind: "message" }>;

const isShown = (entry: Entry): entry is ShownEntry => entry.kind !== "edited" && entry.kind !== "deleted";

/** What stands in a thread, one under the other. */
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string }
  | { kind: "event"; key: string; entry: EventEntry }
  | { kind: "message"; key: string; entry: MessageEntry; more: boolean; endsRun: boolean };

/** Messages of one person that share a head follow each other within this time. */
const shareHeadMs = 5 * 60_000;

/** Entries per block: what the thread draws, skips and redraws at once. */
const blockSize = 50;

export interface Block {
  key: number;
  entries: readonly ShownEntry[];
  /** The entries just before and after, which decide about days and heads at the edges. */
  before: ShownEntry | undefined;
  after: ShownEntry | undefined;
}

/** Cuts a log into blocks whose borders stay where they are when entries come at either end. */
export function cutBlocks(entries: readonly Entry[]): Block[] {
  const blocks: { key: number; entries: ShownEntry[] }[] = [];
  for (const entry of entries) {
    if (!isShown(entry)) continue;
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

/** The message of this number, when it is here and was not deleted. */
export function findMessage(entries: readonly Entry[], n: number): MessageEntry | undefined {
  const entry = entries.findLast((candidate) => candidate.n === n);
  return entry?.kind === "message" && !entry.deleted ? entry : undefined;
}

/** What the viewer wrote last, as whom they write now. */
export function lastOwnMessage(entries: readonly Entry[], roster: Roster): MessageEntry | undefined {
  const own = roster.participants.find(({ you, leftAt }) => you && leftAt === null)?.handle;
  return entries.findLast(
    (entry): entry is MessageEntry =>
      entry.kind === "message" && entry.by === own && !entry.deleted && entry.text !== "",
  );
}

/** The messages that others here answer, by number. */
export function answeredIn(
  entries: readonly Entry[],
  pending: readonly { re?: number }[],
): ReadonlyMap<number, MessageEntry> {
  const wanted = new Set(pending.flatMap(({ re }) => (re === undefined ? [] : [re])));
  for (const entry of entries) if (entry.kind === "message" && entry.re !== undefined) wanted.add(entry.re);
  if (wanted.size === 0) return new Map();
  return new Map(
    entries.flatMap((entry) => (entry.kind === "message" && wanted.has(entry.n) ? [[entry.n, entry] as const] : [])),
  );
}
