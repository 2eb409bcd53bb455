import type { AccountKind, ConversationView, Language } from "@kring/domain/contract";
import { listInWords } from "../../../shared/dates.ts";
import { deletedInWords, messageInLine } from "./message-in-words.ts";
import { findPerson, nameOf, partInWords, partnersIn, type Say, shortNames } from "./people.ts";
import type { EventEntry } from "./rows.ts";

/** A conversation's name: its topic, the one other person, or everybody's short names. */
export function titleOf(view: ConversationView, language: Language, say: Say): string {
  if (view.topic !== null) return view.topic;
  const partners = partnersIn(view.roster);
  const [only] = partners;
  if (only === undefined) return say("you");
  if (partners.length === 1) return nameOf(only, say);
  return listInWords([...shortNames(partners, say).values()], language);
}

/** The second line in the list: who is in it, or what the one other person is. */
export function secondaryOf(view: ConversationView, reader: AccountKind, say: Say): string | null {
  const partners = partnersIn(view.roster);
  const [only] = partners;
  if (view.topic === null && partners.length === 1 && only !== undefined) {
    return partInWords(only, view.roster, reader, say);
  }
  if (view.topic !== null) return [...shortNames(partners, say).values()].join(", ");
  const { about } = view.roster;
  if (about === null) return null;
  return about.you ? say("thread.aboutYou") : say("thread.about", { name: about.name });
}

/** The third line in the list: what happened last. */
export function lastOf(view: ConversationView, say: Say): string {
  const { last, roster } = view;
  if (last === null) return "";
  if (last.kind === "edited" || last.kind === "deleted" || last.kind === "unknown") return "";
  if (last.kind !== "message") return eventInWords(last, view, say);
  const by = findPerson(roster, last.by);
  if (last.deleted) return deletedInWords(last, view.roster, say);
  const text = messageInLine(last, say);
  if (by?.you) return say("list.said", { name: say("you"), text });
  const partners = partnersIn(roster);
  if (partners.length === 1 || by === undefined) return text;
  return say("list.said", { name: shortNames(partners, say).get(by.handle) ?? nameOf(by, say), text });
}

/** An entry that isn't a message, as a sentence. */
export function eventInWords(entry: EventEntry, view: ConversationView, say: Say): string {
  if (entry.kind === "closed") return say("thread.closed");
  const person = findPerson(view.roster, entry.by);
  const what = entry.kind === "left" ? "left" : person?.readsAll ? "joinedReadsAll" : "joined";
  if (person?.you) return say(`thread.${what}You`);
  const name = person === undefined ? say("anonymous") : nameOf(person, say);
  return say(`thread.${what}`, { name });
}

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether a conversation has every word of the query in what the list shows of it. */
export function matchesQuery(
  view: ConversationView,
  query: string,
  reader: AccountKind,
  language: Language,
  say: Say,
): boolean {
  const people = partnersIn(view.roster).flatMap((person) => [nameOf(person, say), person.name ?? ""]);
  const shown = [titleOf(view, language, say), secondaryOf(view, reader, say) ?? "", lastOf(view, say), ...people];
  const text = plain([...shown, view.roster.about?.name ?? ""].join(" "));
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
