import { whyFixed } from "@kring/domain";
import { type Language, type NotificationKind, notifiedPages, secretPages } from "@kring/domain/contract";
import { findCanaries } from "@kring/testing/canary";
import { type ParsedMail, simpleParser } from "mailparser";
import { en } from "../src/mail/texts/en.ts";
import { nl } from "../src/mail/texts/nl.ts";

/** What a mail should be. */
export interface Expected {
  language: Language;
  discreet: boolean;
  /** What stands in no mail to this receiver. */
  hidden: readonly string[];
  /** What its receiver is called, and who they are in the platform; null for who has no account. */
  own: string | null;
  origin: string;
  organisation: string;
  /** The notification behind it, and where it leads; "bundle" for several; null for a mail of its own kind. */
  about: NotificationKind | "bundle" | null;
  page?: string;
}

const words = { nl, en };
const SUBJECTS = Object.values(words).flatMap(({ subjects }) => Object.values(subjects));
const PREFERENCES = "/profile/notifications";
const patterns = notifiedPages.map((page) => new RegExp(`^${page.replace(/:\w+/g, "[a-z0-9-]+")}$`));
const secretPattern = new RegExp(`^/(?:${secretPages.join("|")})#token=[\\w-]+$`);

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&", nbsp: " ", "#39": "'" };
const decode = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

/** The words of the HTML form, and where its links lead. */
function readHtml(html: string): { seen: string[]; links: string[] } {
  const body = html.slice(html.indexOf("</head>"));
  const plain = body.replace(/<!--[\s\S]*?-->/g, "").replace(/<[^>]+>/g, "\n");
  return {
    seen: decode(plain)
      .split("\n")
      .map((line) => line.replace(/[\u034f\u00ad\u200b-\u200f\u2007\ufeff\s]+/g, " ").trim())
      .filter((line) => line !== ""),
    links: [...html.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => decode(link)),
  };
}

const linksIn = (text: string): string[] => text.match(/https?:\/\/\S+/g) ?? [];

/** Everything that is wrong with a mail as it came over the wire; nothing of it may be. */
export async function faultsOf(raw: string, expected: Expected): Promise<string[]> {
  const bytes = Buffer.from(raw, "latin1");
  const mail = await simpleParser(bytes);
  return [
    ...findCanaries(expected.hidden, [{ name: "the mail", bytes }]).map(({ canary }) => `tells of ${canary}`),
    ...faultsOfSubject(mail, expected),
    ...faultsOfForms(mail, expected),
    ...faultsOfLinks(mail, expected),
    ...faultsOfUnsubscribing(mail, expected),
  ];
}

function faultsOfSubject({ subject = "" }: ParsedMail, { own, discreet, language, organisation }: Expected): string[] {
  const allowed = discreet ? [words[language].discreet.subject] : SUBJECTS.map((write) => write(organisation));
  const names = (own ?? "").split(" ").filter((part) => part !== "" && subject.includes(part));
  return [
    ...(allowed.includes(subject) ? [] : [`has a subject of nobody's: ${subject}`]),
    ...names.map((name) => `has ${name} in its subject`),
  ];
}

/** Both forms say the same: each line of one stands in the other. */
function faultsOfForms({ text = "", html }: ParsedMail, { language }: Expected): string[] {
  if (!html) return ["has no HTML form"];
  const { seen } = readHtml(html);
  const lines = text.split("\n").map((line) =>
    line
      .replace(/^- /, "")
      .replace(/:? ?https?:\S+$/, "")
      .replace(/:$/, "")
      .trim(),
  );
  const said = lines.filter((line) => line !== "" && line !== "--");
  const whole = seen.join(" ");
  const allText = text.replace(/\s+/g, " ");
  return [
    ...said.filter((line) => !whole.includes(line)).map((line) => `says only as text: ${line}`),
    ...seen
      .filter((line) => line !== words[language].copy && !allText.includes(line.replace(/^[-–•] /, "")))
      .map((line) => `says only as HTML: ${line}`),
  ];
}

function faultsOfLinks({ text = "", html }: ParsedMail, { origin, own, about, page }: Expected): string[] {
  const links = new Set(linksIn(text));
  const inHtml = new Set(readHtml(html || "").links);
  const isFoot = (link: string) => link === `${origin}${PREFERENCES}` || link.startsWith(`${origin}/unsubscribe#`);
  const [link, ...more] = [...links].filter((one) => !isFoot(one));
  const path = link?.slice(origin.length) ?? "";
  const isPage = about === null ? secretPattern.test(path) : patterns.some((pattern) => pattern.test(path));
  // What concerns one's own sign-in leads to a page of the app, too; an address that is nobody's any more to its front door.
  const isKnown = isPage || (about === null && (path === "/" || patterns.some((pattern) => pattern.test(path))));
  return [
    ...([...links].sort().join() === [...inHtml].sort().join() ? [] : ["has other links as text than as HTML"]),
    ...(link?.startsWith(`${origin}/`) && more.length === 0
      ? []
      : [`has not one link but ${[link, ...more].join(", ")}`]),
    ...(isKnown ? [] : [`leads to ${path}, which is no page`]),
    ...(page === undefined || page === path ? [] : [`leads to ${path} and not to ${page}`]),
    ...((own !== null) === links.has(`${origin}${PREFERENCES}`)
      ? []
      : ["names the page of preferences to the wrong people"]),
  ];
}

/** RFC 8058, where its receiver chooses such mails, and nowhere else (N-03). */
function faultsOfUnsubscribing({ headers, text = "" }: ParsedMail, { about, origin }: Expected): string[] {
  const chosen = about === "bundle" || (about !== null && whyFixed(about, "mail") === null);
  const lines = headers.has("list") || headers.has("list-unsubscribe") || headers.has("list-unsubscribe-post");
  const link = linksIn(text).find((one) => one.startsWith(`${origin}/unsubscribe#token=`));
  if (!chosen) return lines || link ? ["can be ended although it is not chosen"] : [];
  const list = headers.get("list") as
    | { unsubscribe?: { url?: string }; "unsubscribe-post"?: { name?: string } }
    | undefined;
  const token = link?.split("#token=")[1];
  const isRight = token !== undefined && list?.unsubscribe?.url === `${origin}/api/mail/unsubscribe?token=${token}`;
  return [
    ...(isRight ? [] : [`cannot be ended with one click: ${JSON.stringify(list)}`]),
    ...(JSON.stringify(list?.["unsubscribe-post"] ?? "").includes("List-Unsubscribe=One-Click")
      ? []
      : ["does not say how it is ended with one click"]),
  ];
}
