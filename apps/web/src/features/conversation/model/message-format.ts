import { Marked, type Token, type Tokens } from "marked";
import { readLink } from "./link-host.ts";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "break" }
  | { kind: "bold" | "italic"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; host: string | null; children: Inline[] };

export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "quote"; children: Block[] }
  | { kind: "list"; start: number | null; items: Block[][] }
  | { kind: "code"; text: string };

const unread = () => undefined;

/** Headings, tables, images, HTML and the like are not formatting here: they stay what was typed. */
const reader = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    code: unread,
    heading: unread,
    lheading: unread,
    hr: unread,
    html: unread,
    tag: unread,
    table: unread,
    def: unread,
    del: unread,
    reflink: unread,
    // Addresses that say how they are reached, nothing that merely looks like one.
    url: (source) => (/^https?:\/\//i.test(source) ? false : undefined),
  },
});

/** Reads the formatting of a message: bold, italic, code, lists, quotes and links. Everything else is text. */
export const readFormat = (text: string): Block[] => blocksOf(reader.lexer(text));

const blocksOf = (tokens: readonly Token[]): Block[] => tokens.flatMap(blockOf);

function blockOf(token: Token): Block[] {
  switch (token.type) {
    case "space":
      return [];
    case "blockquote":
      return [{ kind: "quote", children: blocksOf(token.tokens ?? []) }];
    case "list": {
      const { items, ordered, start } = token as Tokens.List;
      return [
        {
          kind: "list",
          start: ordered ? Number(start) : null,
          items: items.map((item) => blocksOf(item.tokens)),
        },
      ];
    }
    case "code":
      return [{ kind: "code", text: (token as Tokens.Code).text }];
    case "paragraph":
    case "text":
      return [{ kind: "paragraph", children: inlinesOf(token.tokens ?? []) }];
    default:
      return [{ kind: "paragraph", children: [{ kind: "text", text: token.raw }] }];
  }
}

const inlinesOf = (tokens: readonly Token[]): Inline[] => tokens.map(inlineOf);

function inlineOf(token: Token): Inline {
  switch (token.type) {
    case "strong":
    case "em":
      return { kind: token.type === "em" ? "italic" : "bold", children: inlinesOf(token.tokens ?? []) };
    case "codespan":
      return { kind: "code", text: (token as Tokens.Codespan).text };
    case "br":
      return { kind: "break" };
    case "escape":
    case "text":
      return { kind: "text", text: (token as Tokens.Text).text };
    case "link": {
      const { href, text, tokens, raw } = token as Tokens.Link;
      const link = readLink(href, text);
      return link === null ? { kind: "text", text: raw } : { kind: "link", ...link, children: inlinesOf(tokens) };
    }
    default:
      return { kind: "text", text: token.raw };
  }
}
