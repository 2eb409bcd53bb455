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
}

/** Changes to one's own messages that are not stored yet, by the message's number; the latest wish per message. */
export type Changes = ReadonlyMap<number, Change>;

export const wantChange = (changes: Changes, of: number, what: What, id: ClientMessageId): Changes =>
  new Map(changes).set(of, { id, of, what, state: "queued", attempts: 0, error: null });

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

/** It holds now, unless something else was wanted meanwhile. */
export function settleChange(changes: Changes, { of, id }: Pick<Change, "of" | "id">): Changes {
  if (changes.get(of)?.id !== id) return changes;
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
  return move(changes, refused.of, (change) =>
    change.id === refused.id
      ? { ...change, state: heals(code, change.attempts) ? "resting" : "failed", error: code }
      : change,
  );
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
  return change === undefined || change.state === "sending" ? changes : settleChange(changes, change);
}

/** The entries as they will be when the changes are stored; what was refused shows as it was. */
export function withWanted(entries: readonly Entry[], changes: Changes): readonly Entry[] {
  let next = entries;
  for (const { of, what, state } of changes.values()) {
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
    [...changes.values()].flatMap(({ of, what, state, error }): [number, ChangingMessage][] => {
      if (findMessage({ entries }, of)?.deleted !== undefined) return [];
      if (state === "failed") return [[of, { what, state, ...(error === null ? {} : { error }) }]];
      return [[of, { what, state: online && state !== "resting" ? "sending" : "waiting" }]];
    }),
  );
}
