import type { ClientMessageId, Entry, RefusalCode } from "@kring/domain/contract";
import { findMessage, withoutContent } from "./log.ts";
import { heals } from "./sends.ts";
import type { ChangingMessage } from "./types.ts";

/** What one does to a message that one wrote. */
export type What = { readonly kind: "edit"; readonly text: string } | { readonly kind: "delete" };

/**
 * queued → sending → (gone: stored) | resting → queued | failed → queued by the person's own retry. A lost connection takes
 * sending back to queued; the same id makes asking again harmless.
 */
export interface Change {
  readonly id: ClientMessageId;
  readonly of: number;
  readonly what: What;
  readonly state: "queued" | "sending" | "resting" | "failed";
  readonly attempts: number;
  readonly error: RefusalCode | null;
  /** What was wanted since, once this one is answered: a gateway may be about to store it, and nothing may come before it then. */
  readonly later: { readonly id: ClientMessageId; readonly what: What } | null;
}

/** Changes to one's own messages that are not stored yet, by the message's number; one per message, and what is wanted after it. */
export type Changes = ReadonlyMap<number, Change>;

const fresh = (of: number, what: What, id: ClientMessageId, attempts = 0): Change => ({
  id,
  of,
  what,
  state: "queued",
  attempts,
  error: null,
  later: null,
});

/** A later wish takes the place of one that was never sent, or was refused; any other one is answered first. */
export function wantChange(changes: Changes, of: number, what: What, id: ClientMessageId): Changes {
  const standing = changes.get(of);
  const isOpen = standing !== undefined && standing.attempts > 0 && standing.state !== "failed";
  return new Map(changes).set(of, isOpen ? { ...standing, later: { id, what } } : fresh(of, what, id));
}

/** One that was kept over a reload may have been sent before it; a second one for the same message is the later wish. */
export function restoreChange(changes: Changes, of: number, what: What, id: ClientMessageId): Changes {
  return changes.has(of) ? wantChange(changes, of, what, id) : new Map(changes).set(of, fresh(of, what, id, 1));
}

/** The one to send now: one at a time. */
export function nextChange(changes: Changes): Change | null {
  const all = [...changes.values()];
  if (all.some(({ state }) => state === "sending")) return null;
  return all.find(({ state }) => state === "queued") ?? null;
}

const move = (changes: Changes, of: number, to: (change: Change) => Change): Changes => {
  const change = changes.get(of);
  return change === undefined ? changes : new Map(changes).set(of, to(change));
};

export const beginChange = (changes: Changes, of: number): Changes =>
  move(changes, of, (change) => ({ ...change, state: "sending", attempts: change.attempts + 1 }));

/** It is answered; what was wanted since is next. */
export function settleChange(changes: Changes, { of, id }: Pick<Change, "of" | "id">): Changes {
  const settled = changes.get(of);
  if (settled?.id !== id) return changes;
  if (settled.later !== null) return new Map(changes).set(of, fresh(of, settled.later.what, settled.later.id));
  return without(changes, of);
}

function without(changes: Changes, of: number): Changes {
  const next = new Map(changes);
  next.delete(of);
  return next;
}

/** It was refused: rests when time can heal it, else fails, and what was there before shows again. */
export function refuseChange(
  changes: Changes,
  refused: Pick<Change, "of" | "id" | "what">,
  code: RefusalCode,
): Changes {
  if (refused.what.kind === "delete" && code === "already-done") return settleChange(changes, refused);
  const change = changes.get(refused.of);
  if (change === undefined || change.id !== refused.id) return changes;
  const healing = heals(code, change.attempts);
  if (!healing && change.later !== null) return settleChange(changes, refused);
  return new Map(changes).set(refused.of, { ...change, state: healing ? "resting" : "failed", error: code });
}

const moveAll = (changes: Changes, from: Change["state"], to: Change["state"]): Changes =>
  [...changes.values()].some(({ state }) => state === from)
    ? new Map([...changes].map(([of, change]) => [of, change.state === from ? { ...change, state: to } : change]))
    : changes;

export const interruptChanges = (changes: Changes): Changes => moveAll(changes, "sending", "queued");
export const wakeChanges = (changes: Changes): Changes => moveAll(changes, "resting", "queued");

export const retryChange = (changes: Changes, of: number): Changes =>
  move(changes, of, (change) =>
    change.state === "failed" ? { ...change, state: "queued", attempts: 0, error: null } : change,
  );

export function discardChange(changes: Changes, of: number): Changes {
  const change = changes.get(of);
  return change === undefined || change.state === "sending" ? changes : without(changes, of);
}

/** The entries as they will be when the changes are stored; what was refused shows as it was. */
export function withWanted(entries: readonly Entry[], changes: Changes): readonly Entry[] {
  let next = entries;
  for (const change of changes.values()) {
    const { of, state } = change;
    const { what } = change.later ?? change;
    const message = findMessage({ entries: next }, of);
    if (state === "failed" || message === undefined || message.deleted) continue;
    const wanted = what.kind === "delete" ? withoutContent(message) : { ...message, text: what.text };
    next = next.with(next.indexOf(message), wanted);
  }
  return next;
}

/** The changes as the person sees them; of a message that is gone there is nothing left to say. */
export function presentChanges(
  changes: Changes,
  entries: readonly Entry[],
  online: boolean,
): ReadonlyMap<number, ChangingMessage> {
  return new Map(
    [...changes.values()].flatMap((change): [number, ChangingMessage][] => {
      const { of, state, error } = change;
      const { what } = change.later ?? change;
      if (findMessage({ entries }, of)?.deleted !== undefined) return [];
      if (state === "failed") return [[of, { what, state, ...(error === null ? {} : { error }) }]];
      return [[of, { what, state: online && state !== "resting" ? "sending" : "waiting" }]];
    }),
  );
}
