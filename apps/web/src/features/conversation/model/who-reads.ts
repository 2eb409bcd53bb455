import type { ConversationView, Language } from "@kring/domain/contract";
import { listInWords } from "../../../shared/dates.ts";
import { firstName, othersIn, type Say, shortNames } from "./people.ts";

export interface WhoReads {
  /** `history`: somebody may read all of it; `people`: just those who are named. */
  about: "history" | "people";
  text: string;
}

/** The line above the composer: who reads what is written here, said before it is written (V-05). */
export function whoReads(view: ConversationView, language: Language, say: Say): WhoReads {
  const { about } = view.roster;
  if (about?.you) return { about: "history", text: say("composer.aboutYou") };
  if (about) return { about: "history", text: say("composer.aboutOther", { client: firstName(about.name) }) };
  const present = othersIn(view.roster).filter(({ leftAt }) => leftAt === null);
  const names = [...shortNames(present, say).values()];
  if (names.length === 0) return { about: "people", text: say("composer.onlyYou") };
  if (names.length === 1) return { about: "people", text: say("composer.onlyYouAnd", { name: names[0] ?? "" }) };
  return { about: "people", text: say("composer.onlyYouAndNames", { names: listInWords(names, language) }) };
}
