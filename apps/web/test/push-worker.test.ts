import { readFileSync } from "node:fs";
import { readPush, subscribeToPush } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import en from "../src/words/en/inbox.ts";
import nl from "../src/words/nl/inbox.ts";

const worker = readFileSync(new URL("../worker/push-worker.ts", import.meta.url), "utf8");

describe("N-02 the script that shows pushes", () => {
  it("shows the words that the page showed before it asked, in both languages", () => {
    const texts = Object.fromEntries(
      [...worker.matchAll(/^ {2}(nl|en): "(.+)",$/gm)].map(([, of, text]) => [of, text]),
    );
    expect(texts).toEqual({ nl: nl.push.example, en: en.push.example });
    expect(worker).toContain(`const TITLE = "${nl.push.exampleTitle}";`);
  });

  it("keeps nothing, and asks the server about this device's address alone", () => {
    expect(worker).not.toMatch(/caches|indexedDB|XMLHttpRequest|WebSocket|import[ (]/);
    const asked = [...worker.matchAll(/fetch\((.+?)[,)]/g)].map(([, address]) => address);
    expect(asked).toEqual([readPush, subscribeToPush].map(({ path }) => `"${path}"`));
  });
});
