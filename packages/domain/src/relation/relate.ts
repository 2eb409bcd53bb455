import type { RefusalCode } from "../contract/index.ts";

/** What relating somebody is judged by. */
export interface RelatingFacts {
  actorId: string;
  targetId: string;
  /** The target's account is in use and has the role. */
  targetIsTherapist: boolean;
  alreadyRelated: boolean;
  /** The setting of Q-01. */
  clientDecides: boolean;
}

/** T-01, T-04, Q-01: whether a colleague can be related at once; null: yes, else why not. */
export function refuseRelating(facts: RelatingFacts): RefusalCode | null {
  if (facts.actorId === facts.targetId) return "not-yourself";
  if (!facts.targetIsTherapist) return "not-found";
  if (facts.alreadyRelated) return "already-done";
  return facts.clientDecides ? "client-must-agree" : null;
}

/** T-03: a relation is broken only by who was told which tools become unguided now, no more and no fewer. */
export const isToldOf = (toldToolIds: readonly string[], unguidedToolIds: readonly string[]): boolean => {
  const told = new Set(toldToolIds);
  return told.size === unguidedToolIds.length && unguidedToolIds.every((id) => told.has(id));
};
