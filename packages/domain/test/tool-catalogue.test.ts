import { describe, expect, test } from "vitest";
import { CatalogueTool } from "../src/contract/index.ts";
import { type DemoTool, demoTools } from "../src/demo/index.ts";
import { findCatalogueTool, findWrongAnswers, catalogue as ofClients, relatedPersonCatalogue } from "../src/index.ts";

const catalogue = [...new Set([...ofClients, ...relatedPersonCatalogue])];

/** Every text of a tool, in both languages. */
function textsOf(found: unknown): { nl: string; en: string }[] {
  if (typeof found !== "object" || found === null) return [];
  if ("nl" in found && "en" in found) return [{ nl: String(found.nl), en: String(found.en) }];
  return Object.values(found).flatMap(textsOf);
}

describe("the catalogue of tools", () => {
  test("has modules, a diary and a questionnaire", () => {
    expect(ofClients.map(({ key, kind }) => [key, kind])).toEqual([
      ["piekeren-de-baas", "module"],
      ["slaapdagboek", "diary"],
      ["stemming-per-week", "questionnaire"],
      ["ontspannen-ademen", "module"],
    ]);
    expect(findCatalogueTool("slaapdagboek")?.title.nl).toBe("Slaapdagboek");
    expect(
      relatedPersonCatalogue.every(({ kind, pages }) => kind === "module" && pages.every((page) => !page.feedback)),
    ).toBe(true);
    expect(findCatalogueTool("constructor")).toBeUndefined();
  });

  test.each(catalogue)("$key has the form of the contract, keys of its own and pages to read", (tool) => {
    expect(CatalogueTool.parse(tool)).toEqual(tool);
    const keys = tool.pages.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { fields, text } of tool.pages) {
      expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
      expect(fields.length).toBeGreaterThan(0);
      expect(text.length).toBeGreaterThanOrEqual(2);
      expect(text.length).toBeLessThanOrEqual(5);
    }
  });

  test.each(catalogue)("$key says everything in Dutch and in English", (tool) => {
    for (const { nl, en } of textsOf(tool)) {
      expect(nl.trim()).toBe(nl);
      expect(en.trim()).toBe(en);
      expect(nl).not.toBe("");
      expect(en).not.toBe("");
      // Nothing is left in the other language, and nobody is shouted at.
      expect(`${nl}${en}`).not.toMatch(/[!*]/);
      if (nl.includes(" ")) expect(nl).not.toBe(en);
    }
  });

  test("asks for feedback where product and guide expect it", () => {
    const moments = ofClients.map(({ pages, feedbackEvery }) => [
      pages.flatMap(({ feedback }, index) => (feedback ? [index + 1] : [])),
      feedbackEvery,
    ]);
    expect(moments).toEqual([
      [[4, 8], null],
      [[], 7],
      [[], 4],
      [[], null],
    ]);
  });
});

describe("the tools of the demo", () => {
  test.each(Object.values<DemoTool>(demoTools))("$client's $catalogueKey is filled in as its pages ask", (tool) => {
    const content = findCatalogueTool(tool.catalogueKey);
    expect(content).toBeDefined();
    for (const { pageKey, answers } of tool.pages) {
      const page = content?.pages.find(({ key }) => key === pageKey);
      expect(page && findWrongAnswers(page, answers, true)).toEqual([]);
    }
  });
});
