/**
 * V-05 A client may always ask to read a conversation about them. A professional in it grants, or declines with a reason;
 * unanswered for 14 days, declined, or no professional left: it goes to the application manager, who grants or records a ground.
 */
import type { AccessEscalation, AccessState } from "../contract/index.ts";

/** After so long a request goes to the application manager, in milliseconds. */
export const UNANSWERED_AFTER_MS = 14 * 24 * 3_600_000;

/** Why a request went to the application manager. */
export type EscalatedWhy = "declined" | "unanswered" | "nobody-left";

/** Where a request stands, by whom it waits. */
export type AccessRequestState =
  | { state: "requested"; requestedAt: number }
  | { state: "escalated"; why: EscalatedWhy }
  | { state: "granted" }
  | { state: "ground-recorded" };

/** What can happen to a request. */
export type AccessCommand =
  | { type: "answer"; answer: "grant" | "decline" }
  | { type: "decide"; answer: "grant" | "record-ground" }
  | { type: "add-client" }
  | { type: "lose-professionals" }
  | { type: "wait" };

/** What becomes of a request at `now` (milliseconds); null where it stays as it is, or is not to be decided so any more. */
export function decideAccess(
  request: AccessRequestState,
  command: AccessCommand,
  now: number,
): Exclude<AccessRequestState, { state: "requested" }> | null {
  const open = request.state === "requested" || request.state === "escalated";
  if (command.type === "add-client") return open ? { state: "granted" } : null;
  if (command.type === "decide") {
    if (request.state !== "escalated") return null;
    return { state: command.answer === "grant" ? "granted" : "ground-recorded" };
  }
  if (request.state !== "requested") return null;
  if (command.type === "answer") {
    return command.answer === "grant" ? { state: "granted" } : { state: "escalated", why: "declined" };
  }
  if (command.type === "lose-professionals") return { state: "escalated", why: "nobody-left" };
  return now - request.requestedAt >= UNANSWERED_AFTER_MS ? { state: "escalated", why: "unanswered" } : null;
}

/**
 * May the client ask again? While they take no part, and neither a professional nor the application manager still has an
 * unanswered request; a declined one does not keep them from asking.
 */
export const mayRequestAccess = (takesPart: boolean, requests: readonly AccessRequestState[]): boolean =>
  !takesPart &&
  requests.every(
    (request) => request.state !== "requested" && (request.state !== "escalated" || request.why === "declined"),
  );

/** Where the client reads that a request stands: declined is declined, though the application manager looks at it too. */
export function shownAccessState(request: AccessRequestState): AccessState {
  if (request.state !== "escalated") return request.state;
  return request.why === "declined" ? "declined" : "with-application-manager";
}

/** Where the professionals in it read that a request stands that went to the application manager; null where it waits for them. */
export function shownEscalatedState({ state }: AccessRequestState): AccessEscalation["state"] | null {
  if (state === "requested") return null;
  return state === "escalated" ? "with-application-manager" : state;
}
