import type { RefusalCode } from "../contract/index.ts";
import type { Role } from "../words.ts";

/** R-05, T-07, Q-05: a secretary arranges for all clients; what waits for the secretaries waits for them. */
export const isSecretary = ({ roles }: { roles: readonly Role[] }): boolean => roles.includes("secretary");

/** What is decided upon when a professional is to have these roles and no others. */
export interface RolesState {
  current: readonly Role[];
  /** Whether the account may be used and has been activated. */
  usable: boolean;
  /** Application managers besides this professional who can sign in. */
  otherManagers: number;
  /** Clients and pending requests that end with the role of therapist. */
  caseload: { clients: number; pendingRequests: number };
}

/** The outcome: nothing to do, a refusal, or the new roles and whether the caseload ends with them. */
export type RolesDecision =
  | { outcome: "unchanged" }
  | { outcome: "refused"; code: RefusalCode }
  | { outcome: "changed"; roles: Role[]; endsCaseload: boolean };

const order: readonly Role[] = ["therapist", "secretary", "application-manager"];

/**
 * the last application manager can't lose the role; whoever takes `therapist` from somebody with clients or
 * pending requests has seen first what that ends (`confirmed`).
 */
export function decideRoles(
  { roles: wanted, confirmed }: { roles: readonly Role[]; confirmed: boolean },
  { current, usable, otherManagers, caseload }: RolesState,
): RolesDecision {
  const roles = order.filter((role) => wanted.includes(role));
  const loses = (role: Role) => current.includes(role) && !roles.includes(role);
  if (roles.length === current.length && !order.some(loses)) return { outcome: "unchanged" };
  if (loses("application-manager") && isLastManager({ current, usable, otherManagers })) {
    return { outcome: "refused", code: "last-application-manager" };
  }
  const endsCaseload = loses("therapist");
  if (endsCaseload && !confirmed && caseload.clients + caseload.pendingRequests > 0) {
    return { outcome: "refused", code: "confirmation-needed" };
  }
  return { outcome: "changed", roles, endsCaseload };
}

/** whether the platform would be left without anybody who can manage it. */
export const isLastManager = ({ current, usable, otherManagers }: Omit<RolesState, "caseload">): boolean =>
  current.includes("application-manager") && usable && otherManagers === 0;
