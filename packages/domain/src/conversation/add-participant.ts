/** V-02 Only the manager adds people. */
import type { AccountId } from "../contract/index.ts";
import { mayTakePart, type Party, type PartyTies } from "./party.ts";

/**
 * May this manager add this person? A professional adds the client or another therapist related to the client, and any
 * professional where it is about nobody; the client their therapists and related persons; a related person the client, or the
 * therapist who invited them by the link via which they take part.
 */
export function mayAdd(manager: Party, partner: Party, about: AccountId | null, ties: PartyTies): boolean {
  if (partner.accountId === manager.accountId || !mayTakePart(partner, about, ties)) return false;
  if (manager.kind === "client") return partner.kind !== "client";
  if (manager.kind === "professional") return partner.kind !== "related-person";
  return partner.accountId === manager.via?.clientId || partner.accountId === manager.via?.inviterId;
}

/** From where an added person reads: the client all that was said, anybody else from joining on (`joinedSeq`). */
export const readsFrom = (partner: Party, about: AccountId | null, joinedSeq: number): number =>
  partner.accountId === about ? 1 : joinedSeq;
