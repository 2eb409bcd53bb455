import type { AccountId, AccountKind, LinkId } from "../contract/index.ts";
import type { StandingTies } from "./end-participation.ts";

/** Somebody as a conversation would have them: a related person via one of their standing link records. */
export interface Party {
  accountId: AccountId;
  kind: AccountKind;
  via: { linkId: LinkId; clientId: AccountId; inviterId: AccountId } | null;
}

/** What is asked of the directory when somebody is to take part. */
export type PartyTies = Pick<StandingTies, "isActive" | "isRelated">;

/** The client on whose account somebody can be in a conversation at all; null for a professional. */
export const clientOf = (party: Party): AccountId | null =>
  party.kind === "client" ? party.accountId : (party.via?.clientId ?? null);

/** Whether somebody's ties let them take part: about a client the relation with that client, about nobody being a professional. */
export function mayTakePart(party: Party, about: AccountId | null, ties: PartyTies): boolean {
  if (!ties.isActive(party.accountId)) return false;
  if (party.kind !== "professional") return about !== null && clientOf(party) === about;
  return about === null || ties.isRelated(party.accountId, about);
}
