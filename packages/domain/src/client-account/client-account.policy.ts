import { isSecretary } from "../account/roles.ts";
import type { ClientHead } from "../contract/index.ts";
import type { Role } from "../words.ts";

/** How a professional stands to one client, as it is now. */
export interface ClientTies {
  roles: readonly Role[];
  /** Since when they are related, in milliseconds; null: they are not. */
  relatedSince: number | null;
  /** Temporary access that has not ended: from when, until when. */
  temporary: { since: number; until: number } | null;
  /** The client account has not been deactivated. */
  active: boolean;
}

/** Why a professional is in a client account; it stands in the log. */
export type ClientGround = ClientHead["ground"];
/** A page of a client account. */
export type ClientSection = ClientHead["sections"][number];

/** What a professional may do in one client account. */
export interface ClientAccess {
  ground: ClientGround;
  since: number | null;
  until: number | null;
  /** A secretary arranges relations, also where they read on another ground. */
  secretary: boolean;
  /** in an account that was deactivated one looks, and ends; nothing is begun there. */
  active: boolean;
}

/**
 * T-06, Q-04: on what ground a professional is in a client account at `now` (milliseconds); null where they are
 * not, and nothing of the account may be confirmed to exist. The ground that opens most comes first.
 */
export function groundOf({ roles, relatedSince, temporary, active }: ClientTies, now: number): ClientAccess | null {
  const secretary = isSecretary({ roles });
  if (relatedSince !== null) return { ground: "relation", since: relatedSince, until: null, secretary, active };
  if (temporary !== null && temporary.until > now && roles.includes("therapist")) {
    return { ground: "temporary-access", since: temporary.since, until: temporary.until, secretary, active };
  }
  return secretary ? { ground: "secretary", since: null, until: null, secretary, active } : null;
}

const everything: readonly ClientSection[] = [
  "dashboard",
  "tools",
  "tasks",
  "conversations",
  "professionals",
  "related-persons",
  "contact-history",
  "details",
];
const arranging: readonly ClientSection[] = ["professionals", "tools", "details"];

/** T-06, R-05: the pages of a client account that a ground opens, in their order. */
export const sectionsOf = ({ ground }: ClientAccess): readonly ClientSection[] =>
  ground === "secretary" ? arranging : everything;

/** answers, progress and feedback are for those who treat, not for those who arrange. */
export const mayReadAnswers = ({ ground }: ClientAccess): boolean => ground !== "secretary";

/** a relation lets one work in an account that is in use; temporary access never does. */
export const mayWork = ({ ground, active }: ClientAccess): boolean => ground === "relation" && active;

/** T-01…T-03, T-07, R-08: relations, details and invitations are arranged by a secretary, or for oneself by who is related. */
export const mayArrange = ({ secretary }: ClientAccess): boolean => secretary;

/** whether one is here for more than reading: who is related, and a secretary. What of it is possible now, each ability says. */
export const doesMoreThanRead = ({ ground, secretary }: ClientAccess): boolean => ground === "relation" || secretary;
