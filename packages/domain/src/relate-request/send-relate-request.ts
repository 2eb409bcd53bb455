import type { RefusalCode } from "../contract/index.ts";
import { ASK_AGAIN_AFTER } from "./relate-request.ts";

/** What sending a relate request is judged by. */
export interface SendingFacts {
  senderId: string;
  professionalId: string;
  /** The professional's account is in use and has the role. */
  professionalIsTherapist: boolean;
  clientIsActive: boolean;
  alreadyRelated: boolean;
  alreadyPending: boolean;
  /** Found outside the caseload, for oneself. */
  self: boolean;
  /** When the client last rejected this professional, in milliseconds. */
  lastRejectedAt: number | null;
}

/** T-04, Q-02, Q-07, Q-08: whether a relate request can be sent at `now` (milliseconds); null: yes, else why not. */
export function refuseSending(facts: SendingFacts, now: number): RefusalCode | null {
  if (!facts.self && facts.senderId === facts.professionalId) return "not-yourself";
  if (!facts.professionalIsTherapist || !facts.clientIsActive) return "not-found";
  if (facts.alreadyRelated) return "already-done";
  if (facts.alreadyPending) return "request-pending";
  const { self, lastRejectedAt } = facts;
  return self && lastRejectedAt !== null && lastRejectedAt + ASK_AGAIN_AFTER > now ? "asked-too-recently" : null;
}
