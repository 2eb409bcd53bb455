import type { Attachment, ClientMessageId, RefusalCode } from "@kring/domain/contract";
import type { PendingMessage } from "./types.ts";

/** What somebody wrote: a text, the number of what it answers, and files that were uploaded for it. */
export interface Written {
  readonly text: string;
  readonly re?: number;
  readonly files?: readonly Attachment[];
}

/** The same, from the moment it was made. */
export interface Made extends Written {
  readonly id: ClientMessageId;
  readonly madeAt: number;
}

/**
 * queued → sending → (gone from the queue: stored) | resting → queued | failed → queued by the person's own retry.
 * A lost connection takes sending back to queued; the same id makes sending again harmless.
 */
export interface Send extends Made {
  readonly state: "queued" | "sending" | "resting" | "failed";
  readonly attempts: number;
  readonly error: RefusalCode | null;
}

/** The unsent messages of one conversation, in the order in which they were written. Only the first ever moves. */
export type SendQueue = readonly Send[];

const MAX_INTERNAL_ATTEMPTS = 8;
/** Refusals that time can heal. */
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

/** Whether trying again later can help. */
export const heals = (code: RefusalCode, attempts: number): boolean =>
  passing.has(code) || (code === "internal" && attempts < MAX_INTERNAL_ATTEMPTS);

export function enqueue(queue: SendQueue, made: Made): SendQueue {
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
    return { ...send, state: heals(code, send.attempts) ? "resting" : "failed", error: code };
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
  return queue.map(({ state, error, attempts: _attempts, ...made }) => {
    if (state === "failed") return { ...made, state, ...(error === null ? {} : { error }) };
    return { ...made, state: online && !held ? "sending" : "waiting" };
  });
}

/** What is kept over a reload, and shown again afterwards. */
export const madeOf = ({ state: _state, attempts: _attempts, error: _error, ...made }: Send): Made => made;
