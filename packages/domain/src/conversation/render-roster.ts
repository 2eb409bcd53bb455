/**
 * V-03 Per-viewer identity. In a conversation a related person is shown by the screen name of the link record via which
 * they take part, or as Anonymous; the real name reaches only those whom `mayKnowName` lists.
 */
import type { AccountId, Handle, Roster, RosterParticipant } from "../contract/index.ts";
import { skeletonOf } from "../related-person/skeleton.ts";
import { maskOf } from "./mask.ts";
import type { ParticipantFacts, RosterFacts } from "./roster-facts.ts";

/**
 * May this viewer know the real name of this participant in this conversation (V-03)? Professionals and clients are known
 * to whoever talks with them; a related person to themself, to the client of the link via which they take part, to the
 * therapist whose own invitation that link is, and to all in it once they showed their name there themself.
 */
export function mayKnowName(viewer: AccountId, participant: ParticipantFacts): boolean {
  if (participant.kind !== "related-person" || participant.accountId === viewer || participant.showsName) return true;
  const via = participant.via;
  return via !== null && (via.clientId === viewer || via.inviter.id === viewer);
}

/** Everybody whom the viewer's own part in the conversation lets them see, as that viewer sees them. */
export function renderRoster(viewer: AccountId, facts: RosterFacts): Roster {
  const own = facts.participants.filter(
    (participant) => participant.accountId === viewer && (participant.toSeq === null || participant.keepsHistory),
  );
  const current = own.some((part) => part.toSeq === null);
  const visible = facts.participants
    .filter((participant) => own.some((part) => overlaps(part, participant)))
    .map((participant) => (current ? participant : asItWas(own, participant)))
    .sort(byJoining);
  const viewerIsRelated = own.some((part) => part.kind === "related-person");
  const numbers = numberAlike(viewer, visible);
  const masks = maskOf(visible.filter((participant) => shownName(viewer, participant) === null).map((p) => p.handle));

  const participants = visible.map((participant): RosterParticipant => {
    const you = participant.accountId === viewer;
    const related = participant.kind === "related-person";
    const name = shownName(viewer, participant);
    const clientKnows = participant.via?.clientId === viewer;
    return {
      handle: participant.handle,
      you,
      kind: participant.kind,
      name,
      screenName: related ? (participant.via?.screenName ?? null) : null,
      number: numbers.get(participant.handle) ?? null,
      leads: related && !you && !(clientKnows && name !== null) ? "screen-name" : "name",
      mark: participant.kind === "professional" ? highestRole(participant) : null,
      mask: name === null ? (masks.get(participant.handle) ?? null) : null,
      invitedBy: participant.via ? { kind: participant.via.inviter.kind, name: participant.via.inviter.name } : null,
      manager: current && facts.manager === participant.handle,
      joinedAt: participant.joinedSeq === 0 ? null : participant.joinedAt,
      leftAt: participant.leftAt,
      seesYou: viewerIsRelated && !you ? howSeen(participant.accountId, own) : null,
      readsAll: participant.joinedSeq > 0 && participant.readsFrom === 1,
      showsName: participant.showsName,
      absence: participant.absence,
    };
  });

  return {
    about: facts.about ? aboutFor(viewer, own, facts.about) : null,
    participants: participants.sort(byReadingOrder(visible)),
  };
}

/** The client by name; to a professional, who is related to them, also the account, for adding them and their therapists. */
function aboutFor(viewer: AccountId, own: ParticipantFacts[], { clientId, name }: NonNullable<RosterFacts["about"]>) {
  const isProfessional = own.some((part) => part.kind === "professional");
  return { name, you: clientId === viewer, ...(isProfessional ? { account: clientId } : {}) };
}

function shownName(viewer: AccountId, participant: ParticipantFacts): string | null {
  return mayKnowName(viewer, participant) ? participant.name : null;
}

/** A participation is visible where its interval and what the viewer may read of the conversation have a number in common. */
function overlaps(own: ParticipantFacts, other: ParticipantFacts): boolean {
  const last = (part: ParticipantFacts) => part.toSeq ?? Number.POSITIVE_INFINITY;
  return other.joinedSeq <= last(own) && last(other) >= own.readsFrom;
}

/** V-07: to who left of their own will nothing shows that came after, neither who left later nor a name shown or an absence. */
function asItWas(own: ParticipantFacts[], participant: ParticipantFacts): ParticipantFacts {
  const end = Math.max(...own.map((part) => part.toSeq ?? 0));
  const leftLater = participant.toSeq !== null && participant.toSeq > end;
  const { toSeq, leftAt } = leftLater ? { toSeq: null, leftAt: null } : participant;
  return { ...participant, toSeq, leftAt, showsName: false, absence: null };
}

/** Joining is a numbered fact that all may know; who were there from the start stand in the order of their random handles. */
function byJoining(a: ParticipantFacts, b: ParticipantFacts): number {
  return a.joinedSeq - b.joinedSeq || compare(a.handle, b.handle);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names that look the same are told apart, too (V-10). */
const labelOf = (screenName: string | null): string =>
  screenName === null ? "" : `as ${skeletonOf(screenName) || screenName}`;

/** Numbers related persons with the same screen name, or none, among those whom this viewer sees: 1, 2, 3 … */
function numberAlike(viewer: AccountId, visible: ParticipantFacts[]): Map<Handle, number> {
  const counts = new Map<string, number>();
  const numbers = new Map<Handle, number>();
  for (const participant of visible) {
    if (participant.kind !== "related-person" || participant.accountId === viewer) continue;
    const label = labelOf(participant.via?.screenName ?? null);
    const number = (counts.get(label) ?? 0) + 1;
    counts.set(label, number);
    numbers.set(participant.handle, number);
  }
  return numbers;
}

function highestRole(participant: ParticipantFacts) {
  return (
    (["therapist", "secretary", "application-manager"] as const).find((role) => participant.roles.includes(role)) ??
    null
  );
}

/** How somebody else sees the viewer: by name where they may know it through each part that the viewer has here. */
function howSeen(other: AccountId, own: ParticipantFacts[]): "name" | "mask" {
  const current = own.find((part) => part.toSeq === null) ?? own.at(-1);
  return current && mayKnowName(other, current) ? "name" : "mask";
}

/** Client first, then professionals, then related persons; within a kind by joining, then by random handle. */
function byReadingOrder(visible: ParticipantFacts[]) {
  const order = { client: 0, professional: 1, "related-person": 2 } as const;
  const place = new Map(visible.map((participant, index) => [participant.handle, index]));
  return (a: RosterParticipant, b: RosterParticipant) =>
    order[a.kind] - order[b.kind] || (place.get(a.handle) ?? 0) - (place.get(b.handle) ?? 0);
}
