import { findCatalogueTool } from "@kring/domain";
import type {
  AccountKind,
  ClientSearchFilter,
  FeedbackMoment,
  Ground,
  InviterKind,
  Language,
  NotificationChoice,
  NotificationGroup,
  RelatedPersonRecord,
  Role,
  SettingKey,
  TaskKind,
  ToolKind,
  ToolRow,
} from "@kring/domain/contract";
import { actionWords, noticeWords } from "./event-words.ts";
import { type InBoth, inLanguage } from "./field-words.ts";

const accountKinds: Record<AccountKind, InBoth> = {
  professional: ["professional", "professional"],
  client: ["cliënt", "client"],
  "related-person": ["naaste", "related person"],
};
const roles: Record<Role, InBoth> = {
  therapist: ["behandelaar", "therapist"],
  secretary: ["secretariaat", "secretary"],
  "application-manager": ["applicatiebeheerder", "application manager"],
};
const inviters: Record<InviterKind, InBoth> = { client: accountKinds.client, therapist: roles.therapist };
const toolKinds: Record<ToolKind, InBoth> = {
  module: ["module", "module"],
  diary: ["dagboek", "diary"],
  questionnaire: ["vragenlijst", "questionnaire"],
};
const taskKinds: Record<TaskKind, InBoth> = {
  "answer-relate-request": ["Een relatieverzoek beantwoorden", "Answer a relate request"],
  "work-on-tool": ["Aan een tool werken", "Work on a tool"],
  "give-feedback": ["Feedback geven", "Give feedback"],
  "judge-proposal": ["Een voorgestelde cliënt beoordelen", "Judge the proposal of a client"],
  "end-relation-wish": ["Een vraag om een relatie te beëindigen", "A question to end a relation"],
  "look-at-permission": [
    "Kijken of de uitnodiging van een naaste goed is",
    "See whether the invitation of a related person is all right",
  ],
  "disputed-permission": ["Uitzoeken waarom toestemming ontbrak", "Find out why permission was missing"],
  "answer-access-request": ["Een verzoek om toegang beantwoorden", "Answer a request for access"],
  "decide-access-request": ["Over een verzoek om toegang beslissen", "Decide on a request for access"],
};
const grounds: Record<Ground, InBoth> = {
  "own-account": ["eigen account", "own account"],
  relation: ["relatie", "relation"],
  "temporary-access": ["tijdelijke toegang", "temporary access"],
  secretary: ["secretariaat", "secretary"],
  "application-manager": ["applicatiebeheer", "application management"],
  search: ["zoeken buiten de caseload", "search outside the caseload"],
  "own-link": ["eigen band", "own link"],
  conversation: ["gesprek", "conversation"],
  platform: ["platform", "platform"],
};
const settings: Record<SettingKey, InBoth> = {
  "relate-requests": ["Relatieverzoeken", "Relate requests"],
  "search-outside-caseload": ["Zoeken buiten de caseload", "Searching outside the caseload"],
  "temporary-access-hours": ["Duur van tijdelijke toegang in uren", "Hours of temporary access"],
  "temporary-access-per-day": ["Tijdelijke toegang per dag", "Temporary access per day"],
  "therapists-invite-related-persons": ["Behandelaars nodigen naasten uit", "Therapists invite related persons"],
  "second-factor-required-of-professionals": [
    "Tweede stap verplicht voor professionals",
    "Second step required of professionals",
  ],
};
const languages: Record<Language, InBoth> = { nl: ["Nederlands", "Dutch"], en: ["Engels", "English"] };
const recordStates: Record<RelatedPersonRecord["state"], InBoth> = {
  invited: ["uitgenodigd", "invited"],
  accepted: ["doet mee", "takes part"],
};
const momentStates: Record<FeedbackMoment["state"], InBoth> = {
  waiting: ["wacht op feedback", "waits for feedback"],
  given: ["gegeven", "given"],
  off: ["uit", "off"],
};
const feedback: Record<NonNullable<ToolRow["feedback"]>, InBoth> = {
  off: ["geen feedback: onbegeleid", "no feedback: unguided"],
  later: ["komt later", "comes later"],
  waiting: momentStates.waiting,
  "none-left": ["geen feedback meer", "no feedback any more"],
};
const searchedBy: Record<ClientSearchFilter["by"], InBoth> = {
  name: ["naam", "name"],
  email: ["e-mailadres", "e-mail address"],
  "client-number": ["cliënt-ID", "client ID"],
  born: ["geboortedatum", "date of birth"],
};

const choices: Record<NotificationChoice, InBoth> = {
  "at-once": ["meteen", "at once"],
  hourly: ["elk uur, samen", "every hour, together"],
  daily: ["één keer per dag, samen", "once a day, together"],
  never: ["nooit", "never"],
};
const notificationGroups: Record<NotificationGroup, InBoth> = {
  security: ["Aanmelden en veiligheid", "Signing in and safety"],
  consent: ["Toestemming en toegang", "Consent and access"],
  messages: ["Ongelezen berichten", "Unread messages"],
  conversations: ["Gesprekken", "Conversations"],
  relations: ["Relaties en banden", "Relations and links"],
  tools: ["Tools en feedback", "Tools and feedback"],
  reminders: ["Herinneringen", "Reminders"],
  platform: ["Het platform", "The platform"],
};

/** What the codes of a field mean. */
const codes: Record<string, Readonly<Record<string, InBoth>>> = {
  kind: { ...accountKinds, ...inviters, ...toolKinds, ...taskKinds, ...noticeWords },
  roles,
  role: { ...accountKinds, ...roles },
  inviter: inviters,
  group: notificationGroups,
  mail: choices,
  push: choices,
  language: languages,
  ground: grounds,
  action: actionWords,
  state: { ...recordStates, ...momentStates },
  feedback,
  setting: settings,
  searchedBy,
  fields: {
    name: searchedBy.name,
    born: searchedBy.born,
    clientNumber: searchedBy["client-number"],
    email: searchedBy.email,
  },
  exported: {
    accounts: ["de accounts", "the accounts"],
    relations: ["de relaties", "the relations"],
    "related-person-links": ["de banden met naasten", "the links with related persons"],
  },
};
/** Fields that name tools by their key in the catalogue. */
const toolFields: ReadonlySet<string> = new Set(["catalogueKey", "guides", "tool", "tools"]);

const other: InBoth = ["iets anders", "something else"];

/** What a code says in the reader's words; null where the field holds no codes. One that no version knows is never shown as it is. */
export function codeInWords(language: Language, field: string, code: string): string | null {
  if (toolFields.has(field)) return findCatalogueTool(code)?.title[language] ?? inLanguage(language, other);
  const known = Object.hasOwn(codes, field) ? codes[field] : undefined;
  if (known === undefined) return null;
  const word = Object.hasOwn(known, code) ? known[code] : undefined;
  return inLanguage(language, word ?? other);
}
