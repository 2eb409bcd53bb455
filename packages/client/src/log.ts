import { type Entry, type Handle, isKnown, type MessageEntry, readEntry } from "@kring/domain/contract";

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
  /** When the text of a message was last changed, by its number, as far as the entries here tell. */
  readonly edits: ReadonlyMap<number, number>;
  /** Messages that were deleted, as far as the entries here tell. */
  readonly gone: ReadonlySet<number>;
}

/** Reads an entry off the wire; null when it is not an entry at all. */
export function readArrived(value: unknown): Arrived | null {
  const read = readEntry(value);
  return read === null ? null : { n: read.n, entry: isKnown(read) ? read : null };
}

const shown = (arrived: readonly Arrived[]): Entry[] => arrived.flatMap(({ entry }) => (entry === null ? [] : [entry]));

/** A log that starts with the newest page of history. */
export function startLog(page: readonly Arrived[], hasOlder: boolean): Log {
  const to = page.at(-1)?.n ?? 0;
  const empty: Log = {
    entries: [],
    from: page[0]?.n ?? 1,
    to,
    held: new Map(),
    seen: to,
    hasOlder,
    edits: new Map(),
    gone: new Set(),
  };
  return withChanges({ ...empty, entries: shown(page) }, page);
}

/** Whether something below the highest known number is missing. */
export const isBehind = (log: Log): boolean => log.to < log.seen;

/** Takes one live entry or acknowledged send: in its turn, held until its turn, or known already. */
export function receive(log: Log, arrived: Arrived): Log {
  if (arrived.n <= log.to) return withOwnId(log, arrived);
  if (arrived.n > log.to + 1) {
    if (log.held.has(arrived.n)) return log;
    const held = new Map(log.held).set(arrived.n, arrived);
    // What was deleted goes from the screen at once, whatever is still missing before it.
    return withChanges({ ...log, held, seen: Math.max(log.seen, arrived.n) }, [arrived]);
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
  return withChanges({ ...log, entries: [...shown(older), ...log.entries], from, hasOlder }, older);
}

/** Messages that are here with a text that was changed since: they are to be read again. Newest first. */
export function staleMessages(log: Log): number[] {
  return [...log.edits]
    .flatMap(([n, at]) => {
      const message = findMessage(log, n);
      return message === undefined || message.deleted || (message.edited ?? 0) >= at ? [] : [n];
    })
    .sort((a, b) => b - a);
}

/** Puts messages that were read again in the place of what is here; one that is here as new, or deleted, stays. */
export function takeAgain(log: Log, read: readonly Arrived[]): Log {
  let next = log;
  for (const { entry } of read) {
    if (entry?.kind !== "message") continue;
    const known = findMessage(next, entry.n);
    if (known === undefined || known.deleted) continue;
    // Two changes of one millisecond come in their order.
    if (entry.deleted || (entry.edited ?? 0) >= (known.edited ?? 0)) next = replace(next, entry);
  }
  return next;
}

/** Asked for again and not given: it stays as it is. */
export function giveUpOn(log: Log, numbers: readonly number[]): Log {
  const edits = new Map(log.edits);
  for (const n of numbers) edits.delete(n);
  return { ...log, edits };
}

/** The message of this number, when it is here. */
export function findMessage({ entries }: { entries: readonly Entry[] }, n: number): MessageEntry | undefined {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry === undefined) return undefined;
    if (entry.n === n) return entry.kind === "message" ? entry : undefined;
    if (entry.n < n) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** A message as it stays when its sender took it away. */
export function withoutContent({ files: _files, edited: _edited, ...message }: MessageEntry): MessageEntry {
  return { ...message, text: "", deleted: true };
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
    if (entry.kind === "message" && !entry.deleted && !isOwn(entry.by)) count++;
  }
  return count;
}

function append(log: Log, arrived: readonly Arrived[]): Log {
  const last = arrived.at(-1);
  if (last === undefined) return log;
  const entries = [...log.entries, ...shown(arrived)];
  return withChanges({ ...log, entries, to: last.n, seen: Math.max(log.seen, last.n) }, arrived);
}

/** Notes what entries did to messages before them, and takes away what was deleted. */
function withChanges(log: Log, arrived: readonly Arrived[]): Log {
  let { edits, gone } = log;
  for (const { entry } of arrived) {
    if (entry?.kind === "edited" && entry.at > (edits.get(entry.of) ?? 0)) {
      edits = new Map(edits).set(entry.of, entry.at);
    }
    if (entry?.kind === "deleted" && !gone.has(entry.of)) gone = new Set(gone).add(entry.of);
  }
  const touched = [
    ...arrived.filter(({ n }) => gone.has(n)).map(({ n }) => n),
    ...[...gone].filter((n) => !log.gone.has(n)),
  ];
  return touched.reduce(
    (next, n) => {
      const message = findMessage(next, n);
      return message === undefined || message.deleted ? next : replace(next, withoutContent(message));
    },
    edits === log.edits && gone === log.gone ? log : { ...log, edits, gone },
  );
}

/** A client-made id comes with a live frame or not at all: it stays. */
function replace(log: Log, message: MessageEntry): Log {
  const at = log.entries.findLastIndex(({ n }) => n === message.n);
  const known = log.entries[at];
  if (known?.kind !== "message") return log;
  const id = message.id ?? known.id;
  return { ...log, entries: log.entries.with(at, id === undefined ? message : { ...message, id }) };
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
