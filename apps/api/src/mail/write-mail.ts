import { groupOf } from "@kring/domain";
import { type Language, NotificationKind } from "@kring/domain/contract";
import { renderHtml, renderText } from "./layout.ts";
import { en } from "./texts/en.ts";
import type { MailWords } from "./texts/mail-text.ts";
import { nl } from "./texts/nl.ts";
import type { Counts, MailKind, MailVariables, PageAddress } from "./variables.ts";

const wordsIn: Record<Language, MailWords> = { nl, en };

/** How a mail looks to its receiver, whatever it is about. */
export interface MailLook {
  organisation: string;
  language: Language;
  /** Names neither the product nor the organisation, nor what it is about (N-03). */
  discreet: boolean;
  /** Where its receiver ends mails of what it tells of without signing in; null where that can't be. */
  unsubscribe: PageAddress | null;
  /** Where its receiver chooses what is mailed; null for who has no account yet. */
  preferences: PageAddress | null;
}

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
  /** What its sender is called; null: as the platform is. */
  sender: string | null;
}

const inWords = ({ numbers }: MailWords, count: number): string => numbers[count] ?? String(count);

/** One line for each kind that there is something of. */
function listCounts(words: MailWords, counts: Counts): string[] {
  return NotificationKind.options.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    const counted = words.counted[kind];
    return count === 0 || !counted ? [] : [`${inWords(words, count)} ${count === 1 ? counted.one : counted.many}`];
  });
}

const totalOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What only says that there is something: its words would tell where one is a client. What concerns signing in says so. */
const isNews = (kind: MailKind): boolean => {
  const known = NotificationKind.safeParse(kind);
  return kind === "bundle" || (known.success && groupOf(known.data) !== "security");
};

/** N-02: a mail in words of ours, with nothing in it but `variables`: no other person, no message, no title of anything. */
export function writeMail<Kind extends MailKind>(
  kind: Kind,
  { organisation, language, discreet, unsubscribe, preferences }: MailLook,
  variables: MailVariables<Kind>,
): WrittenMail {
  const words = wordsIn[language];
  const { subject, message, action, after } = words.texts[kind];
  const { name, address } = variables;
  const counts = kind === "bundle" ? (variables as MailVariables<"bundle">).counts : {};
  const ends = Object.keys(counts).length > 1 ? words.unsubscribeAll : words.unsubscribe;
  const veiled = discreet && isNews(kind);
  const veil = kind === "bundle" ? words.discreet.bundle(inWords(words, totalOf(counts))) : words.discreet.message;
  const page = {
    language,
    hello: words.hello(name),
    message: veiled ? [veil] : message,
    list: veiled ? [] : listCounts(words, counts),
    action: { words: veiled ? words.discreet.action : action, address },
    after: after ?? null,
    copy: words.copy,
    foot: [
      ...(discreet ? [] : [{ words: words.from(organisation), address: null }]),
      ...(preferences === null ? [] : [{ words: words.preferences, address: preferences }]),
      ...(unsubscribe === null ? [] : [{ words: ends, address: unsubscribe }]),
    ],
  };
  return {
    subject: discreet ? words.discreet.subject : words.subjects[subject](organisation),
    text: renderText(page),
    html: renderHtml(page),
    sender: discreet ? words.discreet.sender : null,
  };
}
