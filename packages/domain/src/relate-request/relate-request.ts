import type { RefusalCode } from "../contract/index.ts";
import type { RelateRequestState } from "../words.ts";

const DAY = 86_400_000;

/** how long a request waits for its client, in milliseconds. */
export const RELATE_REQUEST_LASTS = 30 * DAY;
/** how long after a rejection the same therapist can't ask for themself, in milliseconds. */
export const ASK_AGAIN_AFTER = 30 * DAY;

/** A relate request as it is decided on. */
export interface RelateRequestFacts {
  state: RelateRequestState;
  expiresAt: number;
  /**
   * already related, or the professional or the client can't have the relation any more; with *Transfer client* also:
   * who hands over is no longer related, so that the three steps can't be done together.
   */
  pointless: boolean;
}

/** What happens to a relate request: the client answers, a professional cancels, its time runs out. */
export type RelateRequestCommand = "accept" | "reject" | "cancel" | "expire";

/** The state that a request gets, or why it stays as it is. */
export type RelateRequestDecision =
  | { ok: true; state: Exclude<RelateRequestState, "pending"> }
  | { ok: false; code: Extract<RefusalCode, "request-not-open"> };

const states = { accept: "accepted", reject: "rejected", cancel: "cancelled", expire: "expired" } as const;

/** the first that comes decides; whoever comes later, or after the end of its time, is refused. `now` in milliseconds. */
export function decideRelateRequest(
  command: RelateRequestCommand,
  { state, expiresAt, pointless }: RelateRequestFacts,
  now: number,
): RelateRequestDecision {
  const over = expiresAt <= now || pointless;
  const possible = state === "pending" && (command === "expire" ? over : !over);
  return possible ? { ok: true, state: states[command] } : { ok: false, code: "request-not-open" };
}
