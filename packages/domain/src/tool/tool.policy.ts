import type { RefusalCode } from "../contract/index.ts";
import { type ToolState, waitsForFeedback } from "./tool-state.ts";

/** Feedback is given by who guides the tool and nobody else; the ground in the account is judged before (T-06, Q-04). */
export const mayGiveFeedback = (state: ToolState, accountId: string): boolean =>
  state.guideId === accountId && waitsForFeedback(state);

/**
 * T-02, T-03: one takes an unguided tool oneself, or leaves one's own unguided. A colleague's tool is not taken: it is
 * transferred. Gives why not, or null. Moments that were switched off stay so; those to come count again.
 */
export function refuseGuideChange(
  { guideId, finished }: ToolState,
  accountId: string,
  guided: boolean,
): RefusalCode | null {
  if (guided) return guideId !== null || finished ? "already-done" : null;
  if (guideId === null) return "already-done";
  return guideId === accountId ? null : "not-found";
}

/** Whether `accountId` may change who guides the tool, one way or the other. */
export const mayChangeGuide = (state: ToolState, accountId: string): boolean =>
  refuseGuideChange(state, accountId, true) === null || refuseGuideChange(state, accountId, false) === null;
