import { describe, expect, it } from "vitest";
import { type Namespace, namespaces } from "../src/words/words.ts";

type Texts = { [key: string]: string | Texts };

const load = async (language: string, namespace: Namespace): Promise<Texts> =>
  (await import(`../src/words/${language}/${namespace}.ts`)).default;

const flatten = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : flatten(value, `${path}${key}.`),
  );

const blanks = (text: string): string[] => (text.match(/{{\w+}}/g) ?? []).sort();

describe.each(namespaces)("the words of %s", (namespace) => {
  it("exist in both languages under the same keys", async () => {
    const [nl, en] = await Promise.all([load("nl", namespace), load("en", namespace)]);
    expect(
      flatten(en)
        .map(([key]) => key)
        .sort(),
    ).toEqual(
      flatten(nl)
        .map(([key]) => key)
        .sort(),
    );
  });

  it("leave no text empty and fill in the same things", async () => {
    const [nl, en] = await Promise.all([load("nl", namespace), load("en", namespace)]);
    const english = new Map(flatten(en));
    for (const [key, text] of flatten(nl)) {
      expect(text.trim(), key).not.toBe("");
      expect(english.get(key)?.trim(), key).not.toBe("");
      expect(blanks(english.get(key) ?? ""), key).toEqual(blanks(text));
    }
  });

  it("speak plainly: no exclamation marks, no you of the counter, no oops", async () => {
    const [nl, en] = await Promise.all([load("nl", namespace), load("en", namespace)]);
    for (const [key, text] of [...flatten(nl), ...flatten(en)]) {
      expect(text, key).not.toMatch(/!|\bu\b|\buw\b|\boeps\b|\boops\b/i);
    }
  });
});
