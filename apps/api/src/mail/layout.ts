import type { Language } from "@kring/domain/contract";
import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import { createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** A mail as both its forms show it: sentences of ours and addresses of pages. */
export interface MailPage {
  language: Language;
  hello: string;
  message: readonly string[];
  list: readonly string[];
  action: { words: string; address: string };
  after: string | null;
  copy: string;
  foot: { words: string; address: string | null }[];
}

/** Plain text: everything that the other form says. */
export function renderText({ hello, message, list, action, after, foot }: MailPage): string {
  const parts = [
    hello,
    message.join("\n\n"),
    ...(list.length === 0 ? [] : [list.map((line) => `- ${line}`).join("\n")]),
    `${action.words}:\n${action.address}`,
    ...(after === null ? [] : [after]),
    ...(foot.length === 0
      ? []
      : [`--\n${foot.map(({ words, address }) => (address === null ? words : `${words}: ${address}`)).join("\n")}`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

const paper = "#fffefb";
const desk = "#f5f2ea";
const ink = "#21241f";
const softInk = "#47483f";
const accent = "#15614a";
const line = "#ded8ca";
const font = '"Segoe UI", "Noto Sans", Roboto, Helvetica, Arial, sans-serif';

/** For clients that have a dark mode and ask the mail; those that don't turn colours around by themselves. */
const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .desk { background-color: #161a17 !important; }
  .desk td { background-color: transparent !important; }
  .paper { background-color: #1e2320 !important; border-color: #343b36 !important; }
  .ink { color: #ece9e0 !important; }
  .soft { color: #bdbab0 !important; }
  .soft a, .link { color: #8fd0b4 !important; }
  .act { background-color: #8fd0b4 !important; color: #10231b !important; }
  .line { border-color: #343b36 !important; }
}
@media only screen and (max-width: 480px) { .paper { padding: 20px 16px !important; } }
`;

const text = { fontFamily: font, fontSize: "16px", lineHeight: "24px", color: ink, margin: "0 0 16px" };
const small = { fontFamily: font, fontSize: "14px", lineHeight: "20px", color: softInk, margin: "0 0 8px" };

const anchor = { color: accent, textDecoration: "underline" };

const paragraph = (words: ReactNode, key: string) => h(Text, { key, className: "ink", style: text }, words);

/** HTML without a picture, a font or anything else from elsewhere: readable where styles are thrown away, too. */
export function renderHtml({ language, hello, message, list, action, after, copy, foot }: MailPage): string {
  const page = h(
    Html,
    { lang: language, dir: "ltr" },
    h(
      Head,
      null,
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "supported-color-schemes", content: "light dark" }),
      h("style", null, dark),
    ),
    h(
      Body,
      { className: "desk", style: { backgroundColor: desk, margin: 0, padding: "24px 8px" } },
      h(
        Container,
        {
          className: "paper",
          style: {
            maxWidth: "560px",
            backgroundColor: paper,
            border: `1px solid ${line}`,
            borderRadius: "6px",
            padding: "32px",
          },
        },
        // What lists of mails show beside the subject: not the name of who gets it.
        h("div", { style: { display: "none", overflow: "hidden", maxHeight: 0, opacity: 0 } }, message[0]),
        h(
          Heading,
          { as: "h1", className: "ink", style: { ...text, fontSize: "18px", lineHeight: "26px", fontWeight: 600 } },
          hello,
        ),
        ...message.map((words, index) => paragraph(words, `message ${index}`)),
        ...(list.length === 0
          ? []
          : [
              h(
                "ul",
                { key: "list", className: "ink", style: { ...text, paddingLeft: "24px" } },
                ...list.map((words) => h("li", { key: words, style: { margin: "0 0 4px" } }, words)),
              ),
            ]),
        h(
          Section,
          { style: { margin: "8px 0 24px" } },
          h(
            Button,
            {
              href: action.address,
              className: "act",
              style: {
                backgroundColor: accent,
                color: "#ffffff",
                fontFamily: font,
                fontSize: "16px",
                lineHeight: "24px",
                fontWeight: 600,
                padding: "12px 20px",
                borderRadius: "6px",
                textDecoration: "none",
              },
            },
            action.words,
          ),
        ),
        ...(after === null ? [] : [paragraph(after, "after")]),
        h(
          Text,
          { className: "soft", style: small },
          copy,
          h("br"),
          h(
            Link,
            { href: action.address, className: "link", style: { ...anchor, wordBreak: "break-all" } },
            action.address,
          ),
        ),
        ...(foot.length === 0
          ? []
          : [h(Hr, { key: "foot", className: "line", style: { borderColor: line, margin: "24px 0 16px" } })]),
        ...foot.map(({ words, address }) =>
          h(
            Text,
            { key: words, className: "soft", style: small },
            address === null ? words : h(Link, { href: address, className: "link", style: anchor }, words),
          ),
        ),
      ),
    ),
  );
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">${renderToStaticMarkup(page)}`;
}
