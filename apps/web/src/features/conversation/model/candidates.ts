import type { AccountId, AccountKind, Circle, OwnLink, Partner, Role, Roster } from "@kring/domain/contract";
import { findYou, presentIn } from "./people.ts";

/** Somebody whom the reader could talk with, before they are in a conversation together. */
export interface Candidate {
  /** Tells them apart within one choice. */
  key: string;
  partner: Partner;
  kind: AccountKind;
  name: string;
  /** Of a professional, where it is known. */
  role?: Role | undefined;
  /** Of a related person: what those who may not know the name will read, null is *Anonymous*; absent where the reader isn't told. */
  screenName?: string | null;
  /** Who brought a related person in; null where that was the reader. */
  invitedBy?: string | null;
  /** Alike for the ties of one person, as far as the reader may know that they are; a person comes once into a conversation. */
  person?: string;
}

type Circled = Pick<Circle, "professionals" | "relatedPersons">;

const firstRole = (roles: readonly Role[]): Role | undefined => roles.find((one) => one === "therapist") ?? roles[0];

export const professionalCandidate = (person: { id: AccountId; name: string; roles: readonly Role[] }): Candidate => ({
  key: person.id,
  partner: { account: person.id },
  kind: "professional",
  name: person.name,
  role: firstRole(person.roles),
});

export const clientCandidate = ({ id, name }: { id: AccountId; name: string }): Candidate => ({
  key: id,
  partner: { account: id },
  kind: "client",
  name,
});

/** A related person whom the reader invited for a client, and who accepted. */
export const ownInvitee = ({ linkId, name }: { linkId: OwnLink["id"]; name: string }): Candidate => ({
  key: linkId,
  partner: { link: linkId },
  kind: "related-person",
  name,
  invitedBy: null,
});

/** Whom a client can talk with: their professionals and their related persons. */
export const circleCandidates = ({ professionals, relatedPersons }: Circled): Candidate[] => [
  ...professionals.map(professionalCandidate),
  ...relatedPersons.map(
    ({ linkId, name, screenName, invitedBy, samePersonAs }): Candidate => ({
      key: linkId,
      partner: { link: linkId },
      kind: "related-person",
      name,
      screenName,
      invitedBy: invitedBy.kind === "client" ? null : invitedBy.name,
      person: samePersonAs ?? linkId,
    }),
  ),
];

/** Whom a related person can talk with via one link: the client, and the therapist who invited them by it. */
export const linkCandidates = ({ id, client, invitedBy }: OwnLink): Candidate[] => [
  { key: `${id} client`, partner: { ownLink: id, end: "client" }, kind: "client", name: client.name },
  ...(invitedBy.kind === "client"
    ? []
    : [
        {
          key: `${id} inviter`,
          partner: { ownLink: id, end: "inviter" as const },
          kind: "professional" as const,
          name: invitedBy.name,
          role: "therapist" as const,
        },
      ]),
];

/** Whether two choices are one person, for all that the reader may know. */
export const isSamePerson = (one: Candidate, other: Candidate): boolean =>
  (one.person ?? one.key) === (other.person ?? other.key);

/** Whom one can still choose: names alone tell who takes part already, so as many of a name stay as do not. */
export function notYetIn(roster: Roster, candidates: readonly Candidate[]): Candidate[] {
  const you = findYou(roster);
  const present = presentIn(roster)
    .filter((person) => person !== you)
    .map(({ kind, name }) => `${kind} ${name}`);
  const inIt: Candidate[] = [];
  const isInIt = (candidate: Candidate) => inIt.some((one) => isSamePerson(one, candidate));
  for (const candidate of candidates) {
    const at = present.indexOf(`${candidate.kind} ${candidate.name}`);
    if (at === -1 || isInIt(candidate)) continue;
    present.splice(at, 1);
    inIt.push(candidate);
  }
  return candidates.filter((candidate) => !isInIt(candidate));
}

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Those whose name has every word that was typed. */
export const matching = (candidates: readonly Candidate[], typed: string): Candidate[] =>
  candidates.filter(({ name }) =>
    plain(typed)
      .split(/\s+/)
      .every((word) => plain(name).includes(word)),
  );
