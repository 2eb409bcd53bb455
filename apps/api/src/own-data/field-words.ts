import type { Language } from "@kring/domain/contract";

/** A text in Dutch and in English. */
export type InBoth = readonly [nl: string, en: string];

const words = {
  name: ["Naam", "Name"],
  kind: ["Soort", "Kind"],
  roles: ["Rollen", "Roles"],
  email: ["E-mailadres", "E-mail address"],
  language: ["Taal", "Language"],
  secondFactorOn: ["Tweede stap bij aanmelden", "Second step of signing in"],
  userAgent: ["Browser", "Browser"],
  createdAt: ["Sinds", "Since"],
  since: ["Sinds", "Since"],
  at: ["Wanneer", "When"],
  from: ["Van", "From"],
  until: ["Tot", "Until"],
  now: ["Nu afwezig", "Absent now"],
  doneAt: ["Gedaan op", "Done at"],
  read: ["Gelezen", "Read"],
  link: ["Naaste", "Related person"],
  client: ["Cliënt", "Client"],
  clientNumber: ["Cliënt-ID", "Client ID"],
  professional: ["Professional", "Professional"],
  professionals: ["Zien je account", "See your account"],
  therapist: ["Behandelaar", "Therapist"],
  person: ["Persoon", "Person"],
  note: ["Bericht", "Note"],
  tool: ["Tool", "Tool"],
  tools: ["Tools", "Tools"],
  catalogueKey: ["Tool", "Tool"],
  requests: ["Vragen toegang", "Ask for access"],
  temporary: ["Tijdelijke toegang", "Temporary access"],
  relatedPersons: ["Naasten", "Related persons"],
  numberSeen: ["Aantal naasten dat behandelaars zien", "Number of related persons that therapists see"],
  guides: ["Begeleidt", "Guides"],
  guide: ["Begeleider", "Guide"],
  absence: ["Afwezigheid", "Absence"],
  endingWished: ["Einde gevraagd", "Asked to end"],
  invitedBy: ["Uitgenodigd door", "Invited by"],
  inviter: ["Uitgenodigd door", "Invited by"],
  invitedAt: ["Uitgenodigd op", "Invited at"],
  sentAt: ["Laatst gemaild op", "Last mailed at"],
  expiresAt: ["Verloopt op", "Expires at"],
  acceptedAt: ["Doet mee sinds", "Takes part since"],
  records: ["Door jou uitgenodigd", "Invited by you"],
  byTherapists: ["Door een behandelaar uitgenodigd", "Invited by a therapist"],
  state: ["Stand", "State"],
  screenName: ["Schermnaam", "Screen name"],
  showsTyping: ["Laat zien dat je typt", "Shows that you are typing"],
  showsReceipts: ["Laat zien wat je hebt gelezen", "Shows what you have read"],
  links: ["Banden", "Links"],
  invitations: ["Uitnodigingen", "Invitations"],
  action: ["Wat", "What"],
  actor: ["Wie", "Who"],
  role: ["Als", "As"],
  ground: ["Grond", "Ground"],
  motivation: ["Motivatie", "Motivation"],
  permissionAt: ["Toestemming bevestigd op", "Permission confirmed at"],
  details: ["Bijzonderheden", "Details"],
  setting: ["Instelling", "Setting"],
  value: ["Waarde", "Value"],
  fields: ["Gegevens", "Details"],
  searchedBy: ["Gezocht op", "Searched by"],
  searchedFor: ["Gezocht naar", "Searched for"],
  found: ["Gevonden", "Found"],
  lines: ["Regels", "Lines"],
  exported: ["Geëxporteerd", "Exported"],
  title: ["Titel", "Title"],
  summary: ["Waar het over gaat", "What it is about"],
  assignedAt: ["Gekregen op", "Given at"],
  progress: ["Voortgang", "Progress"],
  done: ["Gedaan", "Done"],
  of: ["Van de", "Out of"],
  lastAt: ["Laatst op", "Last at"],
  entry: ["Nummer", "Number"],
  page: ["Bladzijde", "Page"],
  answers: ["Je antwoorden", "Your answers"],
  entries: ["Wat je schreef", "What you wrote"],
  feedback: ["Feedback", "Feedback"],
  feedbackMoments: ["Feedbackmomenten", "Feedback moments"],
  after: ["Na", "After"],
  by: ["Door", "By"],
  text: ["Tekst", "Text"],
  savedAt: ["Bewaard op", "Saved at"],
  finishedAt: ["Klaar op", "Finished at"],
  givenAt: ["Gegeven op", "Given at"],
  askedAt: ["Gevraagd op", "Asked at"],
} as const satisfies Record<string, InBoth>;

/** What says nothing to a reader: it is in the JSON beside the pages. */
const technical = new Set([
  "id",
  "linkId",
  "requestId",
  "accessRequestId",
  "conversationId",
  "samePersonAs",
  "you",
  "can",
  "n",
]);

export const inLanguage = (language: Language, [nl, en]: InBoth): string => (language === "nl" ? nl : en);

/** Whether the readable pages leave a field out, on purpose. */
export const isTechnical = (field: string): boolean => technical.has(field);

/** The name of a field in the reader's words; null where the readable pages leave it out. */
export function fieldInWords(language: Language, field: string): string | null {
  const found = Object.hasOwn(words, field) ? words[field as keyof typeof words] : undefined;
  return found === undefined ? null : inLanguage(language, found);
}
