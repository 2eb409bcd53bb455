import { type Entry, type Handle, readEntry } from "@kring/domain/contract";

/** An entry as it came in; `entry` is null for a kind that this version does not know. */
export interface Arrived {
  readonly n: number;
  readonly entry: Entry | null;
}

/** The numbered log of one conversation as far as this device has it. */
export interface Log {
  readonly entries: readonly Entry[];
  /** Everything that the viewer may read from `from` up to `to` is here. */
  readonly from: number;
  readonly to: number;
  /** Came before its turn; waits for what lies between. */
  readonly held: ReadonlyMap<number, Arrived>;
  /** The highest number known to exist. */
  readonly seen: number;
  readonly hasOlder: boolean;
}

/** Reads an entry off the wire; null when it is not an entry at all. */
export function readArrived(value: unknown): Arrived | null {
  const read = readEntry(value);
  if (read === null) return null;
  return "entry" in read ? { n: read.entry.n, entry: read.entry } : { n: read.unknown.n, entry: null };
}

const shown = (arrived: readonly Arrived[]): Entry[] => arrived.flatMap(({ entry }) => (entry === null ? [] : [entry]));

/** A log that starts with the newest page of history. */
export function startLog(page: readonly Arrived[], hasOlder: boolean): Log {
  const to = page.at(-1)?.n ?? 0;
  return { entries: shown(page), from: page[0]?.n ?? 1, to, held: new Map(), seen: to, hasOlder };
}

/** Whether something below the highest known number is missing. */
export const isBehind = (log: Log): boolean => log.to < log.seen;

/** Takes one live entry or acknowledged send: in its turn, held until its turn, or known already. */
export function receive(log: Log, arrived: Arrived): Log {
  if (arrived.n <= log.to) return withOwnId(log, arrived);
  if (arrived.n > log.to + 1) {
    if (log.held.has(arrived.n)) return log;
    return { ...log, held: new Map(log.held).set(arrived.n, arrived), seen: Math.max(log.seen, arrived.n) };
  }
  return releaseHeld(append(log, [arrived]));
}

/**
 * Takes what the server says comes after `after`. The answer is complete up to its last entry: numbers that it
 * leaves out are not this viewer's to read.
 */
export function fill(log: Log, after: number, answer: readonly Arrived[]): Log {
  if (after > log.to) return log;
  const known = answer.filter(({ n }) => n <= log.to).reduce(withOwnId, log);
  return releaseHeld(
    append(
      known,
      answer.filter(({ n }) => n > log.to),
    ),
  );
}

/** Puts an older page before what is here. */
export function prepend(log: Log, page: readonly Arrived[], hasOlder: boolean): Log {
  const older = page.filter(({ n }) => n < log.from);
  const from = older[0]?.n ?? log.from;
  return { ...log, entries: [...shown(older), ...log.entries], from, hasOlder };
}

/** Notes that number `n` exists without having it. */
export const noteSeen = (log: Log, n: number): Log => (n > log.seen ? { ...log, seen: n } : log);

/** Messages of others above `readSeq`, up to 100; null when the log does not reach back that far. */
export function countUnread(log: Log, readSeq: number, isOwn: (by: Handle) => boolean): number | null {
  if (log.hasOlder && log.from > readSeq + 1) return null;
  let count = 0;
  for (let at = log.entries.length - 1; at >= 0; at--) {
    const entry = log.entries[at];
    if (entry === undefined || entry.n <= readSeq || count === 100) break;
    if (entry.kind === "message" && !isOwn(entry.by)) count++;
  }
  return count;
}

function append(log: Log, arrived: readonly Arrived[]): Log {
  const last = arrived.at(-1);
  if (last === undefined) return log;
  const entries = [...log.entries, ...shown(arrived)];
  return { ...log, entries, to: last.n, seen: Math.max(log.seen, last.n) };
}

function releaseHeld(log: Log): Log {
  if (log.held.size === 0) return log;
  const held = new Map([...log.held].filter(([n]) => n > log.to));
  const next: Arrived[] = [];
  for (let n = log.to + 1; held.has(n); n++) {
    const arrived = held.get(n);
    if (arrived !== undefined) next.push(arrived);
    held.delete(n);
  }
  return append({ ...log, held }, next);
}

function withOwnId(log: Log, { n, entry }: Arrived): Log {
  if (entry?.kind !== "message" || entry.id === undefined) return log;
  const at = log.entries.findLastIndex((candidate) => candidate.n === n);
  const mine = log.entries[at];
  if (mine?.kind !== "message" || mine.id !== undefined) return log;
  return { ...log, entries: log.entries.with(at, { ...mine, id: entry.id }) };
}
