import type { LogAction, RefusalCode } from "../contract/index.ts";
import type { InviterKind } from "../words.ts";

const DAY = 86_400_000;

/** P-03: how long an invitation waits for its answer, in milliseconds; sending it again does not lengthen it. */
export const LINK_INVITATION_MS = 30 * DAY;
/** P-03: when an invitation that waits is sent again by itself, in milliseconds after it was made. */
export const REMINDERS_AFTER: readonly number[] = [3 * DAY, 14 * DAY];
/** How many invitations one inviter may make, and how many they may send again, in a day. */
export const INVITATIONS_PER_DAY = 20;

/** Where a link record stands: `ended` is final. */
export type LinkState = "invited" | "accepted" | "ended";

/** Why a link record ended. */
export type LinkEnd =
  | "withdrawn"
  | "refused"
  | "expired"
  | "not-agreed"
  | "setting-off"
  | "relation-ended"
  | "removed"
  | "by-related-person"
  | "client-deactivated"
  | "linked-already";

/** A link record as it is decided on; times in milliseconds. */
export interface LinkFacts {
  inviterKind: InviterKind;
  acceptedAt: number | null;
  endedAt: number | null;
  /** Null once it is answered. */
  expiresAt: number | null;
}

/** The state of a link record. */
export function linkStateOf({ acceptedAt, endedAt }: Pick<LinkFacts, "acceptedAt" | "endedAt">): LinkState {
  if (endedAt !== null) return "ended";
  return acceptedAt === null ? "invited" : "accepted";
}

/** P-03: whether an invitation can still be read, answered and sent; `now` in milliseconds. */
export const isLinkInvitationOpen = (facts: LinkFacts, now: number): boolean =>
  linkStateOf(facts) === "invited" && facts.expiresAt !== null && facts.expiresAt > now;

/**
 * What happens to a link record: its related person accepts, refuses or ends it, its inviter sends it again or removes it, the
 * client objects to it (P-02), or its time runs out.
 */
export type LinkCommand = "accept" | "refuse" | "end" | "resend" | "remove" | "object" | "expire";

/** Whether it happens, and why the record ends by it; `ends` is null where it goes on. */
export type LinkDecision = { ok: true; ends: LinkEnd | null } | { ok: false; code: Extract<RefusalCode, "not-found"> };

/** P-03, P-06: the first that comes decides; whoever comes later, or after the end of its time, finds nothing. `now` in milliseconds. */
export function decideLink(command: LinkCommand, facts: LinkFacts, now: number): LinkDecision {
  const state = linkStateOf(facts);
  const open = isLinkInvitationOpen(facts, now);
  const standing = open || state === "accepted";
  const possible: Record<LinkCommand, LinkEnd | null | false> = {
    accept: open && null,
    refuse: open && "refused",
    resend: open && null,
    end: state === "accepted" && "by-related-person",
    remove: standing && (state === "accepted" ? "removed" : "withdrawn"),
    object: standing && facts.inviterKind === "therapist" && "not-agreed",
    expire: state === "invited" && !open && "expired",
  };
  const ends = possible[command];
  return ends === false ? { ok: false, code: "not-found" } : { ok: true, ends };
}

/**
 * P-03: how many reminders an invitation that was made at `createdAt` (milliseconds) has had after the one that is due now;
 * null: none is due. Those that were missed are not made good one by one.
 */
export function reminderDue(
  { createdAt, reminders }: { createdAt: number; reminders: number },
  now: number,
): number | null {
  const due = REMINDERS_AFTER.filter((after) => createdAt + after <= now).length;
  return due > reminders ? due : null;
}

/** V-03: within so long the links of somebody who ended their account end, in milliseconds. */
const ENDS_WITHIN_MS = 3 * DAY;

/**
 * V-03, P-06: when each of `count` links ends whose related person ended their account at `now` (milliseconds); the only one at
 * once, several each at a moment of its own, by `random` from 0 to 1. Ending together they would tell that they were one person's.
 */
export const endMoments = (count: number, now: number, random: () => number): number[] =>
  Array.from({ length: count }, () => (count === 1 ? now : now + Math.ceil(random() * ENDS_WITHIN_MS)));

export type InvitingVerdict = { may: true } | { may: false; retryAfterMs: number };

/** Whether one more invitation may follow on those made at `madeAt` (milliseconds): twenty a day. */
export function judgeInviting(madeAt: readonly number[], now: number): InvitingVerdict {
  const recent = madeAt.filter((at) => at > now - DAY).toSorted((a, b) => b - a);
  const oldestThatCounts = recent[INVITATIONS_PER_DAY - 1];
  if (oldestThatCounts === undefined) return { may: true };
  return { may: false, retryAfterMs: Math.max(1, oldestThatCounts + DAY - now) };
}

/** what stands in the log when a record that was `accepted`, or not, ends. */
export function actionOfEnd(end: LinkEnd, { accepted }: { accepted: boolean }): LogAction {
  switch (end) {
    case "refused":
      return "refused-related-person-invitation";
    case "expired":
      return "expired-related-person-invitation";
    case "not-agreed":
      return "disputed-permission";
    case "by-related-person":
      return "ended-own-link";
    case "linked-already":
      return "accepted-related-person-invitation";
    default:
      return accepted ? "removed-related-person" : "withdrew-related-person-invitation";
  }
}
