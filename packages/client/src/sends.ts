import type { ClientMessageId, RefusalCode } from "@kring/domain/contract";
import type { PendingMessage } from "./types.ts";

/**
 * queued → sending → (gone from the queue: stored) | resting → queued | failed → queued by the person's own retry.
 * A lost connection takes sending back to queued; the same id makes sending again harmless.
 */
export interface Send {
  readonly id: ClientMessageId;
  readonly text: string;
  readonly madeAt: number;
  readonly state: "queued" | "sending" | "resting" | "failed";
  readonly attempts: number;
  readonly error: RefusalCode | null;
}

/** The unsent messages of one conversation, in the order in which they were written. Only the first ever moves. */
export type SendQueue = readonly Send[];

const MAX_INTERNAL_ATTEMPTS = 8;
const passing: ReadonlySet<RefusalCode> = new Set([
  "unavailable",
  "too-many-requests",
  "not-yet",
  "too-slow",
  "token-expired",
  "session-ended",
  "not-signed-in",
  "incarnation-changed",
]);

export function enqueue(queue: SendQueue, made: { id: ClientMessageId; text: string; madeAt: number }): SendQueue {
  if (queue.some(({ id }) => id === made.id)) return queue;
  return [...queue, { ...made, state: "queued", attempts: 0, error: null }];
}

/** The one to send now: the first, if nothing holds it back. */
export function nextToSend(queue: SendQueue): Send | null {
  const first = queue[0];
  return first?.state === "queued" ? first : null;
}

const change = (queue: SendQueue, id: ClientMessageId, to: (send: Send) => Send): SendQueue =>
  queue.map((send) => (send.id === id ? to(send) : send));

export const beginSend = (queue: SendQueue, id: ClientMessageId): SendQueue =>
  change(queue, id, (send) =>
    send.state === "queued" ? { ...send, state: "sending", attempts: send.attempts + 1 } : send,
  );

/** No answer came: whether it was stored is unknown, so it goes again under the same id. */
export const interruptSends = (queue: SendQueue): SendQueue =>
  queue.some(({ state }) => state === "sending")
    ? queue.map((send) => (send.state === "sending" ? { ...send, state: "queued" } : send))
    : queue;

/** It was refused: rests when time can heal it, else fails and holds back those behind it. */
export const refuseSend = (queue: SendQueue, id: ClientMessageId, code: RefusalCode): SendQueue =>
  change(queue, id, (send) => {
    if (send.state !== "sending") return send;
    const heals = passing.has(code) || (code === "internal" && send.attempts < MAX_INTERNAL_ATTEMPTS);
    return { ...send, state: heals ? "resting" : "failed", error: code };
  });

export const wakeSends = (queue: SendQueue): SendQueue =>
  queue.some(({ state }) => state === "resting")
    ? queue.map((send) => (send.state === "resting" ? { ...send, state: "queued", error: null } : send))
    : queue;

export const retrySend = (queue: SendQueue, id: ClientMessageId): SendQueue =>
  change(queue, id, (send) =>
    send.state === "failed" ? { ...send, state: "queued", attempts: 0, error: null } : send,
  );

/** Acknowledged, or seen in the log: it is an entry now. */
export const settleSend = (queue: SendQueue, id: ClientMessageId | undefined): SendQueue =>
  id !== undefined && queue.some((send) => send.id === id) ? queue.filter((send) => send.id !== id) : queue;

export const discardSend = (queue: SendQueue, id: ClientMessageId): SendQueue =>
  queue.filter((send) => send.id !== id || send.state === "sending");

/** The queue as the person sees it. */
export function presentSends(queue: SendQueue, online: boolean): PendingMessage[] {
  const held = queue[0]?.state === "failed" || queue[0]?.state === "resting";
  return queue.map(({ id, text, madeAt, state, error }) => {
    if (state === "failed") return { id, text, madeAt, state, ...(error === null ? {} : { error }) };
    return { id, text, madeAt, state: online && !held ? "sending" : "waiting" };
  });
}
