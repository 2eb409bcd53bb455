/**
 * V-01 Who may start a conversation with whom; V-02 only the client brings two related persons together; V-05 with a client
 * or a related person it is about that client.
 */
import type { AccountId } from "../contract/index.ts";
import { clientOf, mayTakePart, type Party, type PartyTies } from "./party.ts";

/**
 * What a conversation of this starter with these partners is about: one client, or nobody among professionals alone. `refused`
 * where it may not be: any professional starts with any professional; a therapist with their clients and with related
 * persons whom they invited; a client with their therapists and their related persons; a related person with the client of
 * their link and the therapist who invited them by it. All have the same client, and nobody comes twice.
 */
export function decideStart(
  starter: Party,
  partners: readonly Party[],
  ties: PartyTies,
): { about: AccountId | null } | "refused" {
  const everybody = [starter, ...partners];
  if (partners.length === 0 || new Set(everybody.map((party) => party.accountId)).size < everybody.length) {
    return "refused";
  }
  const clients = new Set(everybody.flatMap((party) => clientOf(party) ?? []));
  if (clients.size > 1) return "refused";
  const [about = null] = clients;
  if (about !== null && !ties.isActive(about)) return "refused";
  const fits =
    everybody.every((party) => mayTakePart(party, about, ties)) &&
    partners.every((partner) => mayStartWith(starter, partner)) &&
    (starter.kind === "client" || everybody.filter(({ kind }) => kind === "related-person").length <= 1);
  return fits ? { about } : "refused";
}

function mayStartWith(starter: Party, partner: Party): boolean {
  if (starter.kind === "client") return partner.kind !== "client";
  if (starter.kind === "professional") {
    return partner.kind !== "related-person" || partner.via?.inviterId === starter.accountId;
  }
  return partner.accountId === starter.via?.clientId || partner.accountId === starter.via?.inviterId;
}
