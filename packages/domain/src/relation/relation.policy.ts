import { isSecretary } from "../account/roles.ts";
import { type ClientAccess, mayArrange, mayWork } from "../client-account/index.ts";
import type { RelatedProfessional } from "../contract/index.ts";
import type { Role } from "../words.ts";

/** T-01, R-09: a related therapist, or a secretary, relates a colleague to a client whose account is in use. */
export const mayRelate = (access: ClientAccess): boolean => access.active && (mayWork(access) || mayArrange(access));

/**
 * T-02, T-03, T-05: what `viewerId` may do with the relation of `professionalId`: a therapist with their own, a secretary with
 * any. In an account that was deactivated a relation is only broken.
 */
export function abilitiesOnRelation(
  access: ClientAccess,
  { viewerId, professionalId }: { viewerId: string; professionalId: string },
): RelatedProfessional["can"] {
  const may = mayArrange(access) || (access.ground === "relation" && viewerId === professionalId);
  return { transferTools: may && access.active, breakRelation: may, transferClient: may && access.active };
}

/** The role in which somebody arranges a relation: who treats the client does so as their therapist. */
export const roleOfArranger = (access: ClientAccess): "therapist" | "secretary" =>
  access.ground === "relation" ? "therapist" : "secretary";

/** T-05: a therapist hands over their own caseload, a secretary anybody's. */
export const mayTransferCaseload = (
  { accountId, roles }: { accountId: string; roles: readonly Role[] },
  professionalId: string,
): boolean => isSecretary({ roles }) || (roles.includes("therapist") && accountId === professionalId);
