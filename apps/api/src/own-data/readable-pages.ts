import {
  Day,
  type Entry,
  type Language,
  Notification,
  type Roster,
  type RosterParticipant,
} from "@kring/domain/contract";
import { z } from "zod";
import { codeInWords } from "./code-words.ts";
import type { OwnPart } from "./collect-own-data.ts";
import { fieldInWords } from "./field-words.ts";
import type { OwnConversation } from "./own-conversations.ts";
import { type Answered, readableTools } from "./readable-tools.ts";

const words = {
  nl: {
    title: "Je gegevens",
    lead: "Alles wat dit platform van je heeft, zoals je eigen pagina's het tonen. Dezelfde gegevens staan als JSON in de map data.",
    conversations: "Gesprekken",
    conversation: "Gesprek",
    back: "Terug naar het overzicht",
    anonymous: "Anoniem",
    you: "jij",
    joined: "kwam erbij",
    left: "ging weg",
    closed: "Het gesprek werd gesloten",
    deleted: "Dit bericht is verwijderd",
    edited: "aangepast",
    people: "Wie meedoen of meededen",
    none: "Niets",
    yes: "ja",
    no: "nee",
    parts: {
      account: "Account",
      devices: "Apparaten waarop je bent aangemeld",
      tasks: "Taken",
      notifications: "Meldingen",
      "notification-preferences": "Wanneer je meldingen krijgt",
      "push-devices": "Apparaten die meldingen tonen",
      circle: "Je kring",
      "related-persons": "Naasten",
      "contact-history": "Contactgeschiedenis",
      links: "Wie je steunt",
      tools: "Tools",
    },
  },
  en: {
    title: "Your data",
    lead: "All that this platform has of you, as your own pages show it. The same data is in the folder data, as JSON.",
    conversations: "Conversations",
    conversation: "Conversation",
    back: "Back to the overview",
    anonymous: "Anonymous",
    you: "you",
    joined: "joined",
    left: "left",
    closed: "The conversation was closed",
    deleted: "This message was deleted",
    edited: "edited",
    people: "Who take part or took part",
    none: "Nothing",
    yes: "yes",
    no: "no",
    parts: {
      account: "Account",
      devices: "Devices on which you are signed in",
      tasks: "Tasks",
      notifications: "Notifications",
      "notification-preferences": "When you are told",
      "push-devices": "Devices that show notifications",
      circle: "Your circle",
      "related-persons": "Related persons",
      "contact-history": "Contact history",
      links: "Whom you support",
      tools: "Tools",
    },
  },
} as const;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<title>${escapeHtml(title)}</title>
<style>
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d2b2a; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
li { margin-bottom: .75rem; } ol, ul { padding-left: 1.75rem; } .quiet { color: #5a6b69; } blockquote { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dd { margin-left: .5rem; } ol, ul { padding-left: 1.25rem; } }
</style>
</head>
<body>
${body}
</body>
</html>
`;

const moment = (language: Language, at: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Amsterdam" }).format(at);

/** Fields that hold a day, without a time. */
const days: ReadonlySet<string> = new Set(["from", "until"]);

const LATELY = 1_000_000_000_000;

const dayInWords = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));

function textInWords(language: Language, field: string, text: string): string {
  if (days.has(field) && Day.safeParse(text).success) return dayInWords(language, text);
  return codeInWords(language, field, text) ?? text;
}

/** What a record has nothing of is left out. */
const isNothing = (value: unknown): boolean => [undefined, "null", '""', "{}"].includes(JSON.stringify(value));

const isAnswered = (item: unknown): item is Answered =>
  typeof item === "object" && item !== null && "question" in item && "answer" in item;

const list = (lines: readonly (readonly [name: string, html: string])[]): string =>
  `<dl>${lines.map(([name, html]) => `<dt>${escapeHtml(name)}</dt><dd>${html}</dd>`).join("")}</dl>`;

/** Any record as nested lists: an instant is a moment, a code of `field` its words. */
function readable(language: Language, value: unknown, field = ""): string {
  if (value === null || value === undefined || value === "") return `<span class="quiet">–</span>`;
  if (value instanceof Date) return moment(language, value.getTime());
  if (typeof value === "number" && Number.isInteger(value) && value > LATELY) return moment(language, value);
  if (typeof value === "boolean") return words[language][value ? "yes" : "no"];
  if (typeof value === "string") return escapeHtml(textInWords(language, field, value));
  if (typeof value !== "object") return escapeHtml(String(value));
  if (Array.isArray(value)) {
    if (value.length === 0) return `<span class="quiet">${words[language].none}</span>`;
    if (value.every(isAnswered))
      return list(value.map(({ question, answer }) => [question, readable(language, answer)]));
    return `<ol>${value.map((item) => `<li>${readable(language, item, field)}</li>`).join("")}</ol>`;
  }
  if ("nl" in value && "en" in value) return escapeHtml(String(value[language]));
  const named = Object.entries(value).flatMap(([inner, content]) => {
    const name = fieldInWords(language, inner);
    return name === null ? [] : [{ name, inner, content }];
  });
  const [first, ...rest] = named;
  // One thing alone needs no name: "Behandelaar: Sanne Bakker".
  if (first === undefined || rest.length === 0) return readable(language, first?.content, first?.inner);
  return list(
    named.flatMap(({ name, inner, content }) =>
      isNothing(content) ? [] : [[name, readable(language, content, inner)]],
    ),
  );
}

/** Whoever the reader sees: the name that they may know, else the screen name, else Anonymous with its number. */
function nameOf(language: Language, { name, screenName, number, you }: RosterParticipant): string {
  const { anonymous, you: self } = words[language];
  const numbered = number !== null && number > 1 ? ` ${number}` : "";
  const shown = name ?? `${screenName ?? anonymous}${numbered}`;
  const beside = name !== null && screenName !== null ? ` (${screenName})` : "";
  return `${shown}${beside}${you ? ` (${self})` : ""}`;
}

function sender(language: Language, { participants }: Roster, handle: string): string {
  const participant = participants.find((one) => one.handle === handle);
  return participant ? nameOf(language, participant) : words[language].anonymous;
}

function line(language: Language, roster: Roster, entry: Entry, fileNames: ReadonlyMap<string, string>): string {
  const t = words[language];
  if (entry.kind === "edited" || entry.kind === "deleted") return "";
  const at = `<span class="quiet">${moment(language, entry.at)}</span>`;
  if (entry.kind === "closed") return `<li>${at}<br>${t.closed}</li>`;
  const who = escapeHtml(sender(language, roster, entry.by));
  if (entry.kind !== "message") return `<li>${at}<br>${who} ${t[entry.kind]}</li>`;
  const edited = entry.edited === undefined ? "" : ` <span class="quiet">(${t.edited})</span>`;
  const text = entry.deleted
    ? `<span class="quiet">${t.deleted}</span>`
    : `<blockquote>${escapeHtml(entry.text)}</blockquote>`;
  const files = (entry.files ?? []).flatMap(({ id }) => {
    const name = fileNames.get(id);
    return name === undefined ? [] : `<a href="../${escapeHtml(name)}">${escapeHtml(name)}</a>`;
  });
  return `<li><strong>${who}</strong> ${at}${edited}${text}${files.join("<br>")}</li>`;
}

/** One conversation, to read from top to bottom. */
export function conversationPage(
  language: Language,
  { conversation, entries }: OwnConversation,
  fileNames: ReadonlyMap<string, string>,
): string {
  const t = words[language];
  const title = conversation.topic ?? t.conversation;
  const people = conversation.roster.participants
    .map((one) => `<li>${escapeHtml(nameOf(language, one))}</li>`)
    .join("");
  const lines = entries.map((entry) => line(language, conversation.roster, entry, fileNames)).join("\n");
  const back = `<p><a href="../index.html">${t.back}</a></p>`;
  return page(
    language,
    title,
    `${back}<h1>${escapeHtml(title)}</h1><h2>${t.people}</h2><ul>${people}</ul><ol>${lines}</ol>${back}`,
  );
}

/** A part as somebody reads it: without addresses of pages, and answers under their questions. */
function toRead(language: Language, { name, content }: OwnPart): unknown {
  if (name === "tools") return readableTools(language, content);
  if (name !== "notifications") return content;
  return z.array(Notification.omit({ link: true })).parse(content);
}

/** The first page, with everything but the conversations, and the way to those. */
export function overviewPage(
  language: Language,
  parts: readonly OwnPart[],
  conversations: readonly { file: string; title: string | null; startedAt: number }[],
): string {
  const t = words[language];
  const sections = parts.map(
    (part) => `<h2>${escapeHtml(t.parts[part.name])}</h2>${readable(language, toRead(language, part))}`,
  );
  const links = conversations.map(
    ({ file, title, startedAt }) =>
      `<li><a href="${file}">${escapeHtml(title ?? t.conversation)}</a> <span class="quiet">${moment(language, startedAt)}</span></li>`,
  );
  const list = links.length === 0 ? `<p class="quiet">${t.none}</p>` : `<ul>${links.join("")}</ul>`;
  return page(
    language,
    t.title,
    `<h1>${t.title}</h1><p>${t.lead}</p>${sections.join("\n")}<h2>${t.conversations}</h2>${list}`,
  );
}
