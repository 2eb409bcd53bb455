import { whyFixed } from "@kring/domain";
import { Language, NotificationKind, type SecretPage } from "@kring/domain/contract";
import { z } from "zod";
import type { ApiConfig } from "../config.ts";
import type { ApiApp } from "../deps.ts";
import { nl } from "./texts/nl.ts";
import { type MailKind, ownName, pageAddress, secretAddress } from "./variables.ts";
import { type WrittenMail, writeMail } from "./write-mail.ts";

const PATH = "/api/demo/mails";
const kinds = Object.keys(nl.texts) as [MailKind, ...MailKind[]];

const Shown = z.object({
  kind: z.enum(kinds).catch("relate-request"),
  language: Language.catch("nl"),
  discreet: z.enum(["yes", "no"]).catch("no"),
});
type Shown = z.infer<typeof Shown>;

type Config = Pick<ApiConfig, "publicOrigin" | "organisation" | "mailFrom" | "mailFromDiscreet">;

/** The mails whose receiver is a stranger yet, or has asked for a secret. */
const secrets: Partial<Record<MailKind, SecretPage>> = {
  invitation: "invitation",
  "related-person": "invitation",
  "related-person-reminder": "invitation",
  "email-change": "email-change",
  "password-reset": "reset-password",
  "second-factor-reset": "second-factor-reset",
};
const unnamed = new Set<MailKind>(["invitation", "related-person", "related-person-reminder", "email-change"]);

/** Whoever owns the address must not show in such a mail (P-05): it is never discreet. */
const neverDiscreet = new Set<MailKind>(["related-person", "related-person-reminder"]);
const discretions = (kind: MailKind) => (neverDiscreet.has(kind) ? (["no"] as const) : (["no", "yes"] as const));

function writeSample(config: Config, { kind, language, discreet }: Shown): WrittenMail {
  const notification = NotificationKind.safeParse(kind).data;
  const chosen = kind === "bundle" || (notification !== undefined && whyFixed(notification, "mail") === null);
  const page = secrets[kind];
  return writeMail(
    kind,
    {
      organisation: config.organisation,
      language,
      discreet: discreet === "yes" && !neverDiscreet.has(kind),
      unsubscribe: chosen ? secretAddress(config, "unsubscribe", "an-example") : null,
      preferences: unnamed.has(kind) ? null : pageAddress(config, "/profile/notifications"),
    },
    {
      name: unnamed.has(kind) ? null : ownName({ name: "Emma de Vries", signIn: { email: "" } }),
      address: page === undefined ? pageAddress(config, "/inbox") : secretAddress(config, page, "an-example"),
      counts: { "messages-unread": 2, "tool-assigned": 1, "feedback-given": 3 },
    },
  );
}

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 "Segoe UI", "Noto Sans", system-ui, sans-serif; --line: #857e6c; --act: #15614a; --on: #fff; background: #f5f2ea; color: #21241f; }
@media (prefers-color-scheme: dark) { :root { --act: #62b896; --on: #09211a; --line: #838a7c; background: #151714; color: #edebe2; } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; } h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; } label { display: grid; font-size: .875rem; font-weight: 600; }
select, button { font: inherit; min-height: 2.75rem; border: 1px solid var(--line); border-radius: 6px; padding: .25rem .75rem; max-width: 100%; background: Canvas; color: CanvasText; }
button { background: var(--act); border-color: var(--act); color: var(--on); font-weight: 600; padding-inline: 1.25rem; }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: .75rem; } a { color: inherit; }
iframe { border: 1px solid var(--line); border-radius: 6px; height: 40rem; width: 100%; box-sizing: border-box; }
pre { border: 1px solid var(--line); border-radius: 6px; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }`;

const inWords = (kind: MailKind): string => kind.replaceAll("-", " ");

function renderIndex(config: Config, shown: Shown): string {
  const address = (change: Partial<Shown>, format = "") =>
    escapeHtml(`${PATH}${format}?${new URLSearchParams({ ...shown, ...change })}`);
  const choice = (name: keyof Shown, label: string, options: readonly (readonly [value: string, words: string])[]) =>
    `<label>${label}<select name="${name}">${options
      .map(([value, words]) => `<option value="${value}"${value === shown[name] ? " selected" : ""}>${words}</option>`)
      .join("")}</select></label>`;
  const at = kinds.indexOf(shown.kind);
  const beside = (words: string, kind: MailKind | undefined) =>
    kind === undefined ? "" : `<a href="${address({ kind })}">${words}: ${inWords(kind)}</a>`;
  const { subject, text, sender } = writeSample(config, shown);
  const from = sender === null ? config.mailFrom : `${sender} <${config.mailFromDiscreet}>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails: ${inWords(shown.kind)}</title><style>${style}</style></head>
<body><main><h1>Mails</h1>
<form action="${PATH}">${choice(
    "kind",
    "Kind",
    kinds.map((kind) => [kind, inWords(kind)]),
  )}${choice("language", "Language", [
    ["nl", "Nederlands"],
    ["en", "English"],
  ])}${choice(
    "discreet",
    "Discreet",
    discretions(shown.kind).map((value) => [value, value]),
  )}<button>Show</button></form>
<nav aria-label="Mails beside this one">${beside("Before", kinds[at - 1])}${beside("Next", kinds[at + 1])}</nav>
<h2>${escapeHtml(subject)}</h2>
<dl><dt>From</dt><dd>${escapeHtml(from)}</dd></dl>
<h2>HTML</h2><iframe title="HTML" src="${address({}, "/html")}"></iframe>
<p><a href="${address({}, "/html")}">Alone</a></p>
<h2>Text</h2><pre tabindex="0">${escapeHtml(text)}</pre>
</main></body></html>`;
}

/** Mails bring their own styles, and nothing else. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'; form-action 'self'";

/** In demo mode alone: a page that shows every mail as it would be sent, to nobody. */
export function mountMailPreviews({ router }: ApiApp, config: Config): void {
  router.get([PATH, `${PATH}/html`], ({ path, query }, response) => {
    const shown = Shown.parse(query);
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-frame-options", "SAMEORIGIN");
    response.type("html").send(path === PATH ? renderIndex(config, shown) : writeSample(config, shown).html);
  });
}
