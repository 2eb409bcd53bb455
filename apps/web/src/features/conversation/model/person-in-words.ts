import type { AccountKind, Language, Roster, RosterParticipant } from "@kring/domain/contract";
import { momentInWords } from "../../../shared/dates.ts";
import { firstName, type Say, screenNameOf } from "./people.ts";

interface Telling {
  reader: AccountKind;
  now: number;
  language: Language;
}

/** What there is to say of somebody: what they are here, who brought them, who knows their name, since when. */
export function personInWords(person: RosterParticipant, roster: Roster, telling: Telling, say: Say): string {
  const phrases = [...partOf(person, roster, telling.reader, say), ...timesOf(person, telling, say)];
  return phrases.length > 1 ? `${phrases.join(". ")}.` : (phrases[0] ?? "");
}

function partOf(person: RosterParticipant, roster: Roster, reader: AccountKind, say: Say): string[] {
  if (person.kind === "client") return [say(person.manager ? "details.clientManager" : "details.client")];
  const leads = person.manager ? [say("details.manager")] : [];
  if (person.kind === "professional") return leads;
  return [...relatedPart(person, roster, reader, say), ...leads];
}

function relatedPart(person: RosterParticipant, roster: Roster, reader: AccountKind, say: Say): string[] {
  const client = roster.about && !roster.about.you ? firstName(roster.about.name) : null;
  const invited = invitedInWords(person, reader, say);
  if (person.showsName && person.name !== null) {
    return [...(person.leads === "name" ? [] : [person.name]), invited, say("details.showsName")];
  }
  if (person.name !== null && person.leads === "name") {
    return [invited, say("details.namedHere", { name: screenNameOf(person, say) })];
  }
  if (person.name !== null) {
    return [person.name, invited, ...(client ? [say("details.onlyNamedTo", { client })] : [])];
  }
  if (person.screenName === null) return [invited, say("details.noScreenName")];
  return [invited, ...(client ? [say("details.seesScreenName", { client })] : [])];
}

/** Where the name isn't shown to all, only a client and the inviting therapist know it: through an invitation of their own kind. */
function invitedInWords(person: RosterParticipant, reader: AccountKind, say: Say): string {
  if (person.invitedBy === null) return say("details.related");
  const ownKind = reader === "client" ? "client" : "therapist";
  const knowsByInvitation = person.name !== null && (reader === "client" || !person.showsName);
  if (knowsByInvitation && person.invitedBy.kind === ownKind) return say("details.invitedByYou");
  return say("details.invitedBy", { name: firstName(person.invitedBy.name) });
}

function timesOf(person: RosterParticipant, { now, language }: Telling, say: Say): string[] {
  if (person.leftAt !== null) return [say("details.until", { when: momentInWords(person.leftAt, now, language) })];
  if (person.joinedAt === null) return [];
  const since = say("details.since", { when: momentInWords(person.joinedAt, now, language) });
  return person.readsAll ? [since, say("details.readsAll")] : [since];
}
