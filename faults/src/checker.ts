/** V-09, judged over a recorded history: nothing lost, nothing doubled, one order for all, nothing after a removal. */
import type { ClientMessageId, ConversationId } from "@kring/domain/contract";
import type { Heard, History, Part, Shown, ShownEntry, StoredEntry } from "./history.ts";

export type ViolationKind = "lost" | "doubled" | "out of order" | "after removal";

export interface Violation {
  kind: ViolationKind;
  what: string;
}

const violation = (kind: ViolationKind, what: string): Violation => ({ kind, what });
const short = (id: string): string => id.slice(0, 8);

/** Everything that does not fit together; nothing where V-09 holds. */
export function check(history: History): Violation[] {
  return [
    ...checkNumbers(history),
    ...checkStoredOnce(history),
    ...checkTold(history),
    ...checkWishes(history),
    ...history.heard.flatMap((heard) => checkHeard(history, heard)),
    ...history.shown.flatMap((shown) => [...checkDoubles(shown), ...checkShown(history, shown)]),
  ];
}

/** The numbers of a conversation are 1, 2, 3 … up to its head. */
function checkNumbers({ heads, stored }: History): Violation[] {
  return [...heads].flatMap(([c, head]) => {
    const numbers = (stored.get(c) ?? []).map(({ n }) => n);
    const isWhole = numbers.length === head && numbers.every((n, at) => n === at + 1);
    return isWhole ? [] : [violation("out of order", `${short(c)}: numbers are not 1 to ${head} without gaps`)];
  });
}

/** However often it was sent, a message is stored under one number. */
function checkStoredOnce({ stored }: History): Violation[] {
  return [...stored].flatMap(([c, entries]) => {
    const messages = entries.filter(({ kind }) => kind === "message");
    return [
      ...repeated(messages.flatMap(({ id }) => id ?? [])),
      ...repeated(messages.flatMap(({ text }) => text?.slice(0, 36) ?? [])),
    ].map((id) => violation("doubled", `${short(c)}: message ${short(id)} is stored more than once`));
  });
}

/** What its sender was told is stored is stored, under the number that they were told; what they wrote did not vanish. */
function checkTold({ stored, sent, shown, parts }: History): Violation[] {
  const numbers = new Map(
    [...stored].flatMap(([c, entries]) =>
      entries.flatMap(({ id, n }): [string, number][] => (id === null ? [] : [[`${c} ${id}`, n]])),
    ),
  );
  const waiting = new Set(shown.flatMap(({ pending }) => pending));
  const stays = new Set(
    parts.filter(({ from, to }) => from === 1 && to === null).map(({ account, c }) => `${account} ${c}`),
  );
  return sent.flatMap(({ id, account, c, told }) => {
    const n = numbers.get(`${c} ${id}`);
    if (told !== null && n === undefined)
      return [violation("lost", `${short(c)} ${told}: acknowledged message ${short(id)} is not stored`)];
    if (told !== null && n !== told)
      return [violation("out of order", `${short(c)}: ${short(id)} was acknowledged as ${told}, stored as ${n}`)];
    if (n === undefined && stays.has(`${account} ${c}`) && !waiting.has(id))
      return [violation("lost", `${short(c)}: message ${short(id)} vanished unsent`)];
    return [];
  });
}

/** What somebody made of their own message is what is stored, and no change of it stands in the log more often than they made it. */
function checkWishes({ stored, wishes }: History): Violation[] {
  return wishes.flatMap(({ c, of, text, edits }) => {
    const entries = stored.get(c) ?? [];
    const times = (kind: "edited" | "deleted") =>
      entries.filter((entry) => entry.kind === kind && entry.of === of).length;
    const isDoubled = times("edited") > edits || times("deleted") > 1;
    const isLost = entries.find(({ n }) => n === of)?.text !== text;
    return [
      ...(isDoubled
        ? [violation("doubled", `${short(c)} ${of}: a change of this message is stored more than once`)]
        : []),
      ...(isLost ? [violation("lost", `${short(c)} ${of}: a change of this message is not stored`)] : []),
    ];
  });
}

/** On one connection a conversation's numbers come one after the other, only those of one's parts, each what is stored. */
function checkHeard({ stored, parts }: History, { account, c, frames }: Heard): Violation[] {
  const entries = stored.get(c) ?? [];
  const own = parts.filter((part) => part.account === account && part.c === c);
  const found: Violation[] = [];
  let last: number | null = null;
  for (const { n, id } of frames) {
    const where = `${short(c)} ${n} to ${short(account)}`;
    if (!own.some((part) => contains(part, n))) found.push(violation("after removal", `${where}: not theirs to get`));
    if (last !== null && n <= last) found.push(violation("out of order", `${where}: came after ${last}`));
    const from = last;
    if (from !== null && n > from + 1 && own.some((part) => contains(part, from) && contains(part, n)))
      found.push(violation("out of order", `${where}: came right after ${from}`));
    const entry = entries[n - 1];
    if (id !== null && entry?.id !== id)
      found.push(violation("out of order", `${where}: another message is stored there`));
    last = Math.max(n, last ?? 0);
  }
  return found;
}

const contains = ({ from, to }: Part, n: number): boolean => n >= from && (to === null || n <= to);

/** Nothing is shown twice, neither as sent nor as sent and still to be sent. Also asked of each moment, not only of the end. */
export function checkDoubles({
  account,
  c,
  entries,
  pending,
}: Pick<Shown, "account" | "c" | "entries" | "pending">): Violation[] {
  const where = `${short(c)} at ${short(account)}`;
  const numbers = repeated(entries.map(({ n }) => n)).map((n) => `${where}: number ${n} is shown twice`);
  const ids = [...entries.flatMap(({ kind, id }) => (kind === "message" && id !== null ? id : [])), ...pending];
  const messages = repeated(ids).map((id) => `${where}: message ${short(id)} is shown twice`);
  return [...numbers, ...messages].map((what) => violation("doubled", what));
}

/** A page shows what is stored and its person may read: all of it, in order, as it reads now; of what was taken away, nothing. */
function checkShown({ stored, parts }: History, { account, c, state, hasOlder, entries }: Shown): Violation[] {
  const where = `${short(c)} at ${short(account)}`;
  const readable = parts.filter((part) => part.account === account && part.c === c && part.reads);
  if (readable.length === 0)
    return entries.length === 0 ? [] : [violation("after removal", `${where}: what was taken away is still shown`)];
  if (state !== "ready") return [violation("lost", `${where}: the page is ${state}`)];
  const knows = (n: number): boolean => readable.some((part) => contains(part, n));
  const first = hasOlder ? (entries[0]?.n ?? 0) : 1;
  const wanted = (stored.get(c) ?? []).filter(({ n }) => n >= first && knows(n));
  const shown = new Map(entries.map((entry) => [entry.n, entry]));
  const known = new Set(wanted.map(({ n }) => n));
  // Whoever left is not told of what was changed since, and may be shown either.
  const changedUnseen = new Set((stored.get(c) ?? []).flatMap(({ n, of }) => (of === null || knows(n) ? [] : of)));
  return [
    ...wanted.flatMap((entry) => compare(where, entry, shown.get(entry.n), changedUnseen.has(entry.n))),
    ...entries.flatMap(({ n }) => (known.has(n) ? [] : [violation("lost", `${where}: ${n} is shown and not stored`)])),
    ...entries.flatMap(({ n }, at) =>
      n < (entries[at - 1]?.n ?? 0) ? [violation("out of order", `${where}: ${n} stands below a higher number`)] : [],
    ),
  ];
}

function compare(where: string, entry: StoredEntry, shown: ShownEntry | undefined, mayDiffer: boolean): Violation[] {
  if (shown === undefined) return [violation("lost", `${where}: ${entry.n} (${entry.kind}) is not shown`)];
  if (shown.kind !== entry.kind || shown.of !== entry.of || (shown.id !== null && shown.id !== entry.id))
    return [violation("out of order", `${where}: ${entry.n} shows something else than is stored`)];
  return shown.text === entry.text || mayDiffer ? [] : [violation("lost", `${where}: ${entry.n} shows an older text`)];
}

function repeated<Item extends string | number | ClientMessageId | ConversationId>(items: readonly Item[]): Item[] {
  const once = new Set<Item>();
  const twice = new Set<Item>();
  for (const item of items) (once.has(item) ? twice : once).add(item);
  return [...twice];
}
