import type { AccountKind, ConversationView, Handle, Roster, RosterParticipant } from "@kring/domain/contract";
import type { AvatarPerson } from "@kring/ui";
import type { TFunction } from "i18next";

/** Says a text of this feature in the reader's language. */
export type Say = TFunction<["conversation", "message", "common"]>;

export const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

/** Two letters for an avatar; a name that starts with a sign gives none. */
const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase();
};

export const othersIn = (roster: Roster): RosterParticipant[] => roster.participants.filter(({ you }) => !you);

export const presentIn = (roster: Roster): RosterParticipant[] =>
  roster.participants.filter(({ leftAt }) => leftAt === null);

/** Whom one talks with: those who are there, or those who were when nobody is left. */
export function partnersIn(roster: Roster): RosterParticipant[] {
  const others = othersIn(roster);
  const present = others.filter(({ leftAt }) => leftAt === null);
  return present.length > 0 ? present : others;
}

export const findYou = (roster: Roster): RosterParticipant | undefined => roster.participants.find(({ you }) => you);

export const findPerson = (roster: Roster, handle: Handle): RosterParticipant | undefined =>
  roster.participants.find((person) => person.handle === handle);

/** What a related person is called here by those who may not know the name: "Maan", "Anoniem", "Anoniem 2". */
export function screenNameOf(person: RosterParticipant, say: Say): string {
  const name = person.screenName ?? say("anonymous");
  const { number } = person;
  return number === null || number < 2 ? name : say("numbered", { name, number });
}

/** The name that is said first (V-03). */
export function nameOf(person: RosterParticipant, say: Say): string {
  return person.leads === "name" && person.name !== null ? person.name : screenNameOf(person, say);
}

/** First names where they tell people apart, whole names where they don't; screen names are never cut. */
export function shortNames(people: readonly RosterParticipant[], say: Say): Map<Handle, string> {
  const short = (person: RosterParticipant) =>
    person.leads === "name" && person.name !== null ? firstName(person.name) : screenNameOf(person, say);
  const uses = new Map<string, number>();
  for (const person of people) uses.set(short(person), (uses.get(short(person)) ?? 0) + 1);
  return new Map(
    people.map((person) => [person.handle, uses.get(short(person)) === 1 ? short(person) : nameOf(person, say)]),
  );
}

/** "naaste van Emma" */
const relatedWords = (roster: Roster, say: Say): string =>
  roster.about === null || roster.about.you
    ? say("relatedPerson")
    : say("relatedPersonOf", { client: firstName(roster.about.name) });

/** What stands beside the leading name: the other name, or what the person is here. Professionals carry a mark instead. */
export function besideName(person: RosterParticipant, roster: Roster, say: Say): string | null {
  if (person.kind === "professional") return null;
  if (person.kind === "client") return say("client");
  if (person.you || person.name === null) return relatedWords(roster, say);
  if (person.leads === "name") return say("knownHere", { name: screenNameOf(person, say) });
  return `${person.name}, ${relatedWords(roster, say)}`;
}

/** What somebody is to the reader, for the line under their name in the list. */
export function partInWords(person: RosterParticipant, roster: Roster, reader: AccountKind, say: Say): string {
  if (person.kind === "professional") {
    return reader === "professional" || person.mark === null ? say("colleague") : say(`common:roles.${person.mark}`);
  }
  const beside = besideName(person, roster, say) ?? "";
  const isKnownByName = person.kind === "related-person" && person.leads === "name" && person.name !== null;
  return sentence(isKnownByName ? `${relatedWords(roster, say)}, ${beside}` : beside);
}

export function avatarOf(person: RosterParticipant): AvatarPerson {
  if (person.mask !== null) {
    return { kind: "masked", shape: eighth(person.mask.shape), colour: eighth(person.mask.colour) };
  }
  const letters = initials(person.name ?? person.screenName ?? "");
  return { kind: person.kind === "related-person" ? "related" : person.kind, initials: letters };
}

type Eighth = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
const eighth = (value: number): Eighth => (((((value - 1) % 8) + 8) % 8) + 1) as Eighth;

/** How those who are there see a reader who is a related person: some by name, the others by screen name. */
export function seenAs(roster: Roster): { byName: RosterParticipant[]; masked: RosterParticipant[] } {
  const others = othersIn(roster).filter(({ leftAt }) => leftAt === null);
  return {
    byName: others.filter(({ seesYou }) => seesYou === "name"),
    masked: others.filter(({ seesYou }) => seesYou === "mask"),
  };
}

export const isAboutClient = (view: ConversationView): boolean =>
  view.roster.about !== null || othersIn(view.roster).some(({ kind }) => kind === "client");
