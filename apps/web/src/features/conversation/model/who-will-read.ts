import type { AccountKind, Language } from "@kring/domain/contract";
import type { TFunction } from "i18next";
import { listInWords } from "../../../shared/dates.ts";
import type { Candidate } from "./candidates.ts";
import { firstName } from "./people.ts";

/** Says a text about starting and changing conversations. */
export type SayAct = TFunction<["conversation-acts", "common"]>;

export interface Planned {
  reader: { kind: AccountKind; name: string };
  /** The client whom it will be about, when the reader isn't that client. */
  about: string | null;
  chosen: readonly Candidate[];
  /** What a related person is called here by who may not know their name. */
  screenName?: string | null;
}

/** Who will read a conversation and as whom each sees the others, in sentences, before it is started (V-03, V-05). */
export function whoWillRead(planned: Planned, language: Language, say: SayAct): string[] {
  if (planned.chosen.length === 0) return [];
  if (planned.reader.kind === "client") return ofClient(planned, language, say);
  if (planned.reader.kind === "related-person") return ofRelatedPerson(planned, say);
  return ofProfessional(planned, language, say);
}

const namesOf = (people: readonly Candidate[], language: Language): string =>
  listInWords(
    people.map(({ name }) => name),
    language,
  );

function ofProfessional({ about, chosen }: Planned, language: Language, say: SayAct): string[] {
  if (about === null) {
    return [say("reads.onlyColleagues", { names: namesOf(chosen, language) }), say("reads.aboutNobody")];
  }
  const client = firstName(about);
  const isIn = chosen.some(({ kind }) => kind === "client");
  const related = chosen.filter(({ kind }) => kind === "related-person");
  return [
    say("reads.about", { name: about }),
    say(isIn ? "reads.clientIsIn" : "reads.clientMayAsk", { client }),
    say("reads.allSeeProfessional"),
    ...related.map(({ name }) => say("reads.ownInvitee", { name, client })),
  ];
}

function ofClient({ chosen }: Planned, language: Language, say: SayAct): string[] {
  const professionals = chosen.filter(({ kind }) => kind === "professional");
  const related = chosen.filter(({ kind }) => kind === "related-person");
  const maskOf = ({ screenName }: Candidate) => screenName ?? say("reads.anonymous");
  return [
    say("reads.aboutYou"),
    say("reads.allSeeClient"),
    ...related.flatMap((person) => {
      const readers = professionals.filter(({ name }) => name !== person.invitedBy);
      if (readers.length === 0) return [];
      const names = namesOf(readers, language);
      return [say("reads.seenAs", { count: readers.length, readers: names, name: person.name, mask: maskOf(person) })];
    }),
    ...(related.length < 2
      ? []
      : [
          say("reads.learnOfEachOther", {
            names: namesOf(related, language),
            masks: listInWords(
              related.map((person) => `‘${maskOf(person)}’`),
              language,
            ),
          }),
        ]),
  ];
}

function ofRelatedPerson({ reader, about, chosen, screenName }: Planned, say: SayAct): string[] {
  const client = firstName(about ?? "");
  const isIn = chosen.some(({ kind }) => kind === "client");
  return [
    ...chosen.map(({ name }) => say("reads.knowsYou", { reader: name, name: reader.name })),
    say("reads.laterSeesMask", { mask: screenName ?? say("reads.anonymous") }),
    say("reads.about", { name: about ?? "" }),
    say(isIn ? "reads.clientIsIn" : "reads.clientMayAsk", { client }),
  ];
}
