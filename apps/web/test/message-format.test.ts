import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLink } from "../src/features/conversation/model/link-host.ts";
import { type Block, type Inline, readFormat } from "../src/features/conversation/model/message-format.ts";
import { inOneLine, mayHaveFormat } from "../src/features/conversation/model/plain-text.ts";

const text = (said: string): Inline => ({ kind: "text", text: said });
const paragraph = (...children: Inline[]): Block => ({ kind: "paragraph", children });
const linksIn = (blocks: readonly Block[]): Inline[] => {
  const inline = (parts: readonly Inline[]): Inline[] =>
    parts.flatMap((part) => ("children" in part ? [part, ...inline(part.children)] : []));
  return blocks
    .flatMap((block) => {
      if (block.kind === "paragraph") return inline(block.children);
      if (block.kind === "quote") return linksIn(block.children);
      return block.kind === "list" ? block.items.flatMap(linksIn) : [];
    })
    .filter(({ kind }) => kind === "link");
};

describe("V-08 simple formatting", () => {
  it("is bold, italic and code, with line breaks where they were typed", () => {
    expect(readFormat("**vet** en _schuin_\nen `code`")).toEqual([
      paragraph(
        { kind: "bold", children: [text("vet")] },
        text(" en "),
        { kind: "italic", children: [text("schuin")] },
        { kind: "break" },
        text("en "),
        { kind: "code", text: "code" },
      ),
    ]);
  });

  it("is lists and quotes", () => {
    expect(readFormat("3. drie\n4. vier")).toEqual([
      { kind: "list", start: 3, items: [[paragraph(text("drie"))], [paragraph(text("vier"))]] },
    ]);
    expect(readFormat("- een")).toEqual([{ kind: "list", start: null, items: [[paragraph(text("een"))]] }]);
    expect(readFormat("> Moe, maar opgestaan.")).toEqual([
      { kind: "quote", children: [paragraph(text("Moe, maar opgestaan."))] },
    ]);
  });

  it.each([
    "# geen kop",
    "<b>geen vet</b>",
    "<script>alert(1)</script>",
    "![plaatje](https://elders.example/x.png)",
    "[klik](javascript:alert(1))",
    "~~weg~~",
    "&lt;b&gt; &amp; zo",
    "    ingesprongen",
    "a | b\n--|--",
  ])("leaves %j as it was typed", (typed) => {
    const said = readFormat(typed).flatMap((block) =>
      block.kind === "paragraph"
        ? block.children.map((part) => (part.kind === "text" ? part.text : "\n"))
        : [block.kind],
    );
    expect(said.join("").trim()).toBe(typed.trim());
  });

  it("never makes a link of anything but an address of the web, whatever is typed", () => {
    const piece = fc.constantFrom(
      "[a](",
      "](",
      ")",
      "<",
      ">",
      "javascript:",
      "https://a.example",
      "data:x",
      " ",
      "!",
      "[",
      "]",
      "\\",
      "*",
      "\n",
      "&#106;",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const link of linksIn(readFormat(pieces.join("")))) {
          expect(link.kind === "link" && link.href).toMatch(/^https?:/i);
        }
      }),
    );
  });
});

describe("V-08 links say where they go", () => {
  it("has nothing to add to an address that stands there itself", () => {
    expect(readLink("https://kring.example/pad?x=1", "https://kring.example/pad?x=1")?.host).toBeNull();
  });

  it.each([
    ["https://elders.example/", "Je behandelplan"],
    ["https://elders.example/", "https://kring.example/"],
    ["https://kring.example@elders.example/", "https://kring.example@elders.example/"],
    ["https://kring.example.elders.example/", "https://kring.example"],
    ["https://аpple.example/", "https://аpple.example/"],
  ])("shows the real host of %s behind %j", (href, said) => {
    expect(readLink(href, said)?.host).toBe(new URL(href).host);
  });

  it("is no link at all for another scheme", () => {
    for (const href of ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "//elders", "x"]) {
      expect(readLink(href, "x")).toBeNull();
    }
  });
});

describe("V-08 a message in one line", () => {
  it("has no signs of formatting, and keeps those that are words", () => {
    expect(inOneLine("**Vet** en _schuin_,\n- een `lijst`\n> en meer")).toBe("Vet en schuin, een lijst en meer");
    expect(inOneLine("2 * 3 * 4 en snake_case_naam")).toBe("2 * 3 * 4 en snake_case_naam");
    expect(inOneLine("[plan](https://elders.example)")).toBe("plan (https://elders.example)");
  });

  it("tells which texts have to be read for formatting", () => {
    for (const plain of ["Tot morgen!", "Zie https://kring.example/x", "3.5 uur", "niet-zo"])
      expect(mayHaveFormat(plain)).toBe(false);
    for (const marked of ["**x**", "- x", "1. x", "> x", "`x`", "[x](https://a.example)"])
      expect(mayHaveFormat(marked)).toBe(true);
  });
});
