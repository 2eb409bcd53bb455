import { type ClientAccess, mayArrange, mayWork } from "../client-account/index.ts";
import type { RelatedProfessional } from "../contract/index.ts";
import type { Role } from "../words.ts";

/** T-01: a related therapist, or a secretary, relates a colleague. */
export const mayRelate = (access: ClientAccess): boolean => mayWork(access) || mayArrange(access);

/** T-02, T-03, T-05: what `viewerId` may do with the relation of `professionalId`: a therapist with their own, a secretary with any. */
export function abilitiesOnRelation(
  access: ClientAccess,
  { viewerId, professionalId }: { viewerId: string; professionalId: string },
): RelatedProfessional["can"] {
  const may = mayArrange(access) || (mayWork(access) && viewerId === professionalId);
  return { transferTools: may, breakRelation: may, transferClient: may };
}

/** The role in which somebody arranges a relation: who treats the client does so as their therapist. */
export const roleOfArranger = (access: ClientAccess): "therapist" | "secretary" =>
  mayWork(access) ? "therapist" : "secretary";

/** T-05: a therapist hands over their own caseload, a secretary anybody's. */
export const mayTransferCaseload = (
  { accountId, roles }: { accountId: string; roles: readonly Role[] },
  professionalId: string,
): boolean => roles.includes("secretary") || (roles.includes("therapist") && accountId === professionalId);
