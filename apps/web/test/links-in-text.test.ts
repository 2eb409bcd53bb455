import { describe, expect, it } from "vitest";
import { linksInText } from "../src/features/conversation/model/links-in-text.ts";

const links = (text: string) => linksInText(text).flatMap((part) => (part.kind === "link" ? [part.href] : []));

describe("V-08 links in what somebody wrote", () => {
  it("are web addresses without the sign that ends the sentence", () => {
    expect(linksInText("Kijk op https://voorbeeld.nl/slaap. Goed?")).toEqual([
      { kind: "text", text: "Kijk op " },
      { kind: "link", text: "https://voorbeeld.nl/slaap", href: "https://voorbeeld.nl/slaap" },
      { kind: "text", text: ". Goed?" },
    ]);
    expect(links("(https://voorbeeld.nl/a_(b))")).toEqual(["https://voorbeeld.nl/a_(b)"]);
  });

  it("are never anything but http and https", () => {
    expect(links("javascript:alert(1) data:text/html,x mailto:a@b.nl ftp://x.nl")).toEqual([]);
    expect(linksInText("gewone tekst")).toEqual([{ kind: "text", text: "gewone tekst" }]);
  });

  it("lose nothing of the text", () => {
    const text = "http://a.nl en http://b.nl, en dan https://";
    expect(
      linksInText(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});
