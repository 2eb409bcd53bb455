import { whyFixed } from "@kring/domain";
import { Language, NotificationKind } from "@kring/domain/contract";
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
const secrets: Partial<Record<MailKind, string>> = {
  invitation: "invitation",
  "related-person": "invitation",
  "related-person-reminder": "invitation",
  "email-change": "email-change",
  "password-reset": "reset-password",
  "second-factor-reset": "second-factor-reset",
};
const unnamed = new Set<MailKind>(["invitation", "related-person", "related-person-reminder", "email-change"]);

function writeSample(config: Config, { kind, language, discreet }: Shown): WrittenMail {
  const notification = NotificationKind.safeParse(kind).data;
  const chosen = kind === "bundle" || (notification !== undefined && whyFixed(notification, "mail") === null);
  const page = secrets[kind];
  return writeMail(
    kind,
    {
      organisation: config.organisation,
      language,
      discreet: discreet === "yes",
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
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; }
main { display: grid; gap: 2rem; grid-template-columns: 16rem minmax(0, 1fr); }
@media (max-width: 48rem) { main { grid-template-columns: minmax(0, 1fr); } }
ul { list-style: none; margin: 0; padding: 0; } nav a { display: block; padding: .2rem 0; }
[aria-current] { font-weight: 700; text-decoration: none; }
iframe { border: 1px solid color-mix(in srgb, currentColor 30%, transparent); height: 42rem; width: 100%; }
pre { background: color-mix(in srgb, currentColor 7%, transparent); overflow-x: auto; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; }`;

function renderIndex(config: Config, shown: Shown): string {
  const address = (change: Partial<Shown>, format = "") =>
    escapeHtml(`${PATH}${format}?${new URLSearchParams({ ...shown, ...change })}`);
  const choice = (words: string, change: Partial<Shown>) => {
    const current = Object.entries(change).every(([key, value]) => shown[key as keyof Shown] === value);
    return `<li><a href="${address(change)}"${current ? ' aria-current="true"' : ""}>${words}</a></li>`;
  };
  const { subject, text, sender } = writeSample(config, shown);
  const from = sender === null ? config.mailFrom : `${sender} <${config.mailFromDiscreet}>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails</title><style>${style}</style></head>
<body><h1>Mails</h1>
<main><nav aria-label="Mails">
<h2>Language</h2><ul>${choice("Nederlands", { language: "nl" })}${choice("English", { language: "en" })}</ul>
<h2>Discreet</h2><ul>${choice("no", { discreet: "no" })}${choice("yes", { discreet: "yes" })}</ul>
<h2>Kind</h2><ul>${kinds.map((kind) => choice(kind, { kind })).join("")}</ul>
</nav><div>
<dl><dt>From</dt><dd>${escapeHtml(from)}</dd><dt>Subject</dt><dd>${escapeHtml(subject)}</dd></dl>
<h2>HTML</h2><iframe title="HTML" src="${address({}, "/html")}"></iframe>
<p><a href="${address({}, "/html")}">Alone</a></p>
<h2>Text</h2><pre tabindex="0">${escapeHtml(text)}</pre>
</div></main></body></html>`;
}

/** Mails bring their own styles, and nothing else. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'";

/** In demo mode alone: a page that shows every mail as it would be sent, to nobody. */
export function mountMailPreviews({ router }: ApiApp, config: Config): void {
  router.get([PATH, `${PATH}/html`], ({ path, query }, response) => {
    const shown = Shown.parse(query);
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-frame-options", "SAMEORIGIN");
    response.type("html").send(path === PATH ? renderIndex(config, shown) : writeSample(config, shown).html);
  });
}
