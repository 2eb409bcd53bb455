import { groupOf, whyFixed } from "@kring/domain";
import { Language, NotificationKind } from "@kring/domain/contract";
import { describe, expect, it, test } from "vitest";
import { en } from "../src/mail/texts/en.ts";
import { nl } from "../src/mail/texts/nl.ts";
import { type MailKind, ownName, pageAddress, secretAddress } from "../src/mail/variables.ts";
import { type MailLook, writeMail } from "../src/mail/write-mail.ts";

const words = { nl, en };
const kinds = Object.keys(nl.texts) as MailKind[];
const config = { publicOrigin: "https://kring.example" };
const name = ownName({ name: "Wilhelmina Zonneveld", signIn: { email: "w@post.example" } });
const address = pageAddress(config, "/inbox");
const look: MailLook = {
  organisation: "GGZ Waterkant",
  language: "nl",
  discreet: false,
  unsubscribe: secretAddress(config, "unsubscribe", "tttttttttttt"),
  preferences: pageAddress(config, "/profile/notifications"),
};
const counts = { "feedback-given": 1, "tool-assigned": 14 } as const;
const write = (kind: MailKind, changes: Partial<MailLook> = {}, own: typeof name | null = name) =>
  writeMail(kind, { ...look, ...changes }, { name: own, address, counts });

const cases = kinds.flatMap((kind) =>
  Language.options.flatMap((language) => [true, false].map((discreet) => ({ kind, language, discreet }))),
);

/** Everything that a reader of the HTML form sees, and where its links lead. */
function read(html: string): { seen: string; links: string[] } {
  const body = html.slice(html.indexOf("</head>"));
  const decode = (text: string) =>
    text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'");
  return {
    seen: decode(body.replace(/<!--[\s\S]*?-->/g, "").replace(/<[^>]+>/g, "\n")),
    links: [...html.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => link),
  };
}

/** What is left of a text once every sentence of ours and every allowed variable is taken out of it. */
function leftOf(text: string, language: Language, { organisation, unsubscribe, preferences }: MailLook): string {
  const own = words[language];
  const sentences = [
    ...Object.values(own.texts).flatMap(({ message, action, after }) => [...message, action, after ?? ""]),
    ...Object.values(own.counted).flatMap(({ one, many }) => [
      ...own.numbers.slice(1).map((number, index) => `${number} ${index === 0 ? one : many}`),
      `14 ${many}`,
    ]),
    ...Object.values(own.subjects).map((subject) => subject(organisation)),
    ...[own.discreet.subject, own.discreet.message, own.discreet.action],
    ...[...own.numbers, "15"].map(own.discreet.bundle),
    ...[own.hello(name), own.hello(null), own.copy, own.preferences, own.from(organisation)],
    ...[own.unsubscribe, own.unsubscribeAll],
    ...[address, unsubscribe ?? "", preferences ?? ""],
  ];
  return sentences
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, sentence) => (sentence === "" ? left : left.replaceAll(sentence, "")), text)
    .replace(/[\s:-]+/g, "");
}

describe("N-02 every mail, in both languages and both forms", () => {
  test("exists in both languages for every kind, and every kind that is chosen can be counted", () => {
    expect(Object.keys(en.texts).sort()).toEqual(kinds.toSorted());
    const chosen = NotificationKind.options.filter((kind) => whyFixed(kind, "mail") === null);
    for (const { counted } of [nl, en]) expect(Object.keys(counted).sort()).toEqual(chosen.toSorted());
  });

  test.each(cases)("$kind $language discreet: $discreet holds nothing but its allowed variables", (one) => {
    const { kind, language, discreet } = one;
    const mail = write(kind, { language, discreet });
    const { seen, links } = read(mail.html);
    for (const text of [mail.subject, mail.text, seen]) expect(leftOf(text, language, look)).toBe("");
    expect(new Set(links)).toEqual(new Set([address, look.unsubscribe, look.preferences]));
    for (const part of mail.text.split("\n").filter((line) => !/^(-|$)|: https/.test(line)))
      expect(seen).toContain(part.replace(/:$/, ""));
  });

  test.each(cases)("$kind $language discreet: $discreet names nobody in its subject and in what lists show", (one) => {
    const { html, subject } = write(one.kind, one);
    expect(subject).not.toContain(name);
    const first = /<body[^>]*>.*?<div style="display:none[^"]*">([^<]*)</.exec(html)?.[1];
    expect(first).toBeTruthy();
    expect(first).not.toContain(name);
  });

  test.each(cases.filter(({ discreet }) => discreet))(
    "$kind $language discreet tells neither where nor what",
    (one) => {
      const { kind } = one;
      const { subject, text, html, sender } = write(kind, one);
      expect(subject).toBe(words[one.language].discreet.subject);
      expect(sender).toBe(words[one.language].discreet.sender);
      // The addresses of pages are what an operator chose, and are looked at there.
      for (const form of [subject, sender, text, html].map((part) => (part ?? "").replaceAll(config.publicOrigin, "")))
        expect(form).not.toMatch(/kring|waterkant/i);
      const known = NotificationKind.safeParse(kind).data;
      if (known === undefined || groupOf(known) === "security") return;
      for (const form of [text, html])
        expect(form).not.toMatch(/cliënt|client|behandel|therap|gesprek|conversation|tool|naaste|relati/i);
    },
  );

  it("has no foot where nothing stands in it: discreet, to an address that is nobody's any more", () => {
    const { text, html } = write("email-changed", { discreet: true, unsubscribe: null, preferences: null });
    expect(text).not.toMatch(/^--$/m);
    expect(html).not.toContain("<hr");
    const whole = write("email-changed");
    expect(whole.text).toMatch(/^--$/m);
    expect(whole.html).toContain("<hr");
  });

  it.each(Language.options)("%s says whether its link ends mails of one kind or of several", (language) => {
    const { unsubscribe, unsubscribeAll } = words[language];
    const of = (some: typeof counts | { "tool-assigned": number }) =>
      writeMail("bundle", { ...look, language }, { name, address, counts: some }).text;
    expect(of(counts)).toContain(`${unsubscribeAll}: `);
    expect(of({ "tool-assigned": 2 })).toContain(`${unsubscribe}: `);
    expect(write("tool-assigned", { language }).text).toContain(`${unsubscribe}: `);
  });

  it("brings nothing from elsewhere, and looks right where it is dark or narrow", () => {
    const { html } = write("relate-request");
    expect(html).not.toMatch(/<img|<link|<script|url\(|@import/i);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toContain('content="light dark"');
    expect(html).toContain("[if mso]");
  });

  it("greets nobody by name where nobody knows whose address it is", () => {
    const { text, html } = write("invitation", { preferences: null, unsubscribe: null }, null);
    expect(text.startsWith("Dag,\n")).toBe(true);
    expect(html).not.toContain(name);
  });

  it("cannot lead to anything but a page: what somebody wrote is no path", () => {
    for (const path of ["/clients/Emma de Vries", "//evil.example", "/a?name=Emma", "https://evil.example", "/A"])
      expect(pageAddress(config, path)).toBe("https://kring.example/inbox");
    expect(pageAddress(config, "/clients/00000000-0000-4000-8000-000000000001/tools")).toMatch(/\/tools$/);
  });

  it("takes no text, no name and no address that was not made for it, by its types", () => {
    const typed = () => {
      // @ts-expect-error: a string that somebody wrote is not the receiver's name
      writeMail("relate-request", look, { name: "Sanne Bakker", address });
      // @ts-expect-error: nor an address
      writeMail("relate-request", look, { name, address: "https://evil.example" });
      // @ts-expect-error: there is no place for a message
      writeMail("messages-unread", look, { name, address, message: "Ik voel me niet goed" });
      // @ts-expect-error: counts count kinds, they don't name things
      writeMail("bundle", look, { name, address, counts: { "Piekeren de baas": 1 } });
      // @ts-expect-error: of a bundle they have to be given
      writeMail("bundle", look, { name, address });
    };
    expect(typed).toBeTypeOf("function");
  });
});
