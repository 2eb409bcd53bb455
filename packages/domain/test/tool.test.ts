import { describe, expect, test } from "vitest";
import type { CatalogueTool, ToolPage } from "../src/contract/index.ts";
import {
  currentEntry,
  decideSavePage,
  feedbackOf,
  findWrongAnswers,
  mayChangeGuide,
  mayFillIn,
  mayGiveFeedback,
  progressOf,
  refuseGuideChange,
  type SavedPage,
  type ToolState,
} from "../src/index.ts";

const label = { nl: "vraag", en: "question" };
const page = (key: string, feedback = false): ToolPage => ({ key, title: label, text: [], fields: [], feedback });
const content = (kind: CatalogueTool["kind"], pages: ToolPage[], feedbackEvery: number | null): CatalogueTool => ({
  key: "tool",
  kind,
  title: label,
  summary: label,
  minutes: 5,
  pages,
  feedbackEvery,
});

const module = content("module", [page("one"), page("two", true), page("three"), page("four", true)], null);
const diary = content("diary", [page("evening"), page("morning")], 2);
const quiet = content("module", [page("one"), page("two")], null);

const state = (changes: Partial<ToolState> = {}): ToolState => ({
  guideId: "sanne",
  finished: false,
  closed: {},
  moments: [],
  ...changes,
});
const save = (pageKey: string, entry = 1, done = true): SavedPage => ({ entry, pageKey, answers: {}, done });
const closed = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, 1]));
const waiting = [{ after: "two", state: "waiting" as const }];

describe("saving a page", () => {
  test("given nothing is closed, when the first page is closed, then the next one is open", () => {
    expect(decideSavePage(module, state(), save("one"))).toEqual({ ok: true, feedbackAfter: null, finishes: false });
    expect(decideSavePage(module, state({ closed: closed("one") }), save("two", 1, false)).ok).toBe(true);
  });

  test("a page opens when the one before it is closed", () => {
    expect(decideSavePage(module, state(), save("two"))).toEqual({ ok: false, code: "not-found" });
  });

  test.each([
    ["a page that the tool doesn't have", save("nine"), "not-found"],
    ["a second round of a module", save("one", 2), "not-found"],
    ["a page that is closed", save("one"), "already-done"],
    ["a draft of a page that is closed", save("one", 1, false), "already-done"],
  ])("%s is refused", (_what, saved, code) => {
    expect(decideSavePage(module, state({ closed: closed("one") }), saved)).toEqual({ ok: false, code });
  });

  test("the last page finishes a module, and nothing can be saved afterwards", () => {
    const before = state({ closed: closed("one", "two", "three"), moments: [{ after: "two", state: "given" }] });
    expect(decideSavePage(module, before, save("four"))).toEqual({ ok: true, feedbackAfter: "four", finishes: true });
    const after = state({ finished: true, closed: closed("one", "two", "three", "four") });
    expect(decideSavePage(module, after, save("four"))).toEqual({ ok: false, code: "already-done" });
    expect(mayFillIn(module, after)).toBe(false);
  });

  test("a draft neither asks for feedback nor finishes", () => {
    const before = state({ closed: closed("one") });
    expect(decideSavePage(module, before, save("two", 1, false))).toMatchObject({ feedbackAfter: null });
    const last = decideSavePage(quiet, state({ closed: closed("one") }), save("two", 1, false));
    expect(last).toMatchObject({ ok: true, finishes: false });
  });
});

describe("feedback moments", () => {
  test("a guided module asks for feedback after the pages that say so, and waits for it", () => {
    expect(decideSavePage(module, state({ closed: closed("one") }), save("two"))).toMatchObject({
      feedbackAfter: "two",
    });
    const asked = state({ closed: closed("one", "two"), moments: waiting });
    expect(decideSavePage(module, asked, save("three"))).toEqual({ ok: false, code: "waits-for-feedback" });
    expect(mayFillIn(module, asked)).toBe(false);
    const given = state({ closed: closed("one", "two"), moments: [{ after: "two", state: "given" }] });
    expect(decideSavePage(module, given, save("three")).ok).toBe(true);
    expect(mayFillIn(module, given)).toBe(true);
  });

  test("T-03 an unguided module asks for none and goes on where it waited", () => {
    const unguided = state({ guideId: null, closed: closed("one", "two"), moments: [{ after: "two", state: "off" }] });
    expect(decideSavePage(module, unguided, save("three")).ok).toBe(true);
    expect(decideSavePage(module, state({ guideId: null, closed: closed("one") }), save("two"))).toMatchObject({
      feedbackAfter: null,
    });
  });

  test("a diary asks after every so many whole entries, and goes on meanwhile", () => {
    const first = state({ closed: { evening: 1, morning: 0 } });
    expect(decideSavePage(diary, first, save("morning"))).toMatchObject({ feedbackAfter: null, finishes: false });
    const second = state({ closed: { evening: 2, morning: 1 } });
    expect(decideSavePage(diary, second, save("morning", 2))).toMatchObject({ feedbackAfter: "2" });
    const asked = state({ closed: { evening: 2, morning: 2 }, moments: [{ after: "2", state: "waiting" }] });
    expect(decideSavePage(diary, asked, save("evening", 3)).ok).toBe(true);
    expect(mayFillIn(diary, asked)).toBe(true);
  });

  test("stand as the list says them", () => {
    expect(feedbackOf(module, state())).toBe("later");
    expect(feedbackOf(module, state({ closed: closed("one", "two"), moments: waiting }))).toBe("waiting");
    expect(feedbackOf(module, state({ guideId: null }))).toBe("off");
    expect(feedbackOf(quiet, state())).toBe("none-left");
    expect(feedbackOf(diary, state())).toBe("later");
    expect(feedbackOf({ ...diary, feedbackEvery: null }, state())).toBe("none-left");
    const whole = closed("one", "two", "three", "four");
    expect(feedbackOf(module, state({ finished: true, closed: whole }))).toBe("none-left");
    expect(feedbackOf(module, state({ finished: true, closed: whole, moments: waiting }))).toBe("waiting");
  });
});

describe("progress", () => {
  test("counts the pages of a module and the whole entries of a diary", () => {
    expect(progressOf(module, state({ closed: closed("one", "two") }))).toEqual({ done: 2, of: 4 });
    expect(progressOf(diary, state({ closed: { evening: 4, morning: 3 } }))).toEqual({ done: 3, of: null });
    expect(currentEntry(diary, state({ closed: { evening: 4, morning: 3 } }))).toBe(4);
    expect(currentEntry(module, state({ closed: closed("one", "two", "three", "four") }))).toBe(1);
  });

  test("an entry of a diary can't be skipped, nor an earlier one changed", () => {
    const before = state({ closed: { evening: 1, morning: 1 } });
    expect(decideSavePage(diary, before, save("evening", 3))).toEqual({ ok: false, code: "not-found" });
    expect(decideSavePage(diary, before, save("evening", 1))).toEqual({ ok: false, code: "already-done" });
    expect(decideSavePage(diary, before, save("morning", 2))).toEqual({ ok: false, code: "not-found" });
    expect(decideSavePage(diary, before, save("evening", 2)).ok).toBe(true);
  });
});

describe("who guides", () => {
  test("only the guide gives feedback, and only while it is waited for", () => {
    const asked = state({ moments: waiting });
    expect(mayGiveFeedback(asked, "sanne")).toBe(true);
    expect(mayGiveFeedback(asked, "daan")).toBe(false);
    expect(mayGiveFeedback(state(), "sanne")).toBe(false);
    expect(mayGiveFeedback(state({ guideId: null, moments: waiting }), "sanne")).toBe(false);
  });

  test("one takes an unguided tool or leaves one's own; a colleague's stays theirs", () => {
    const unguided = state({ guideId: null });
    expect(refuseGuideChange(unguided, "daan", true)).toBeNull();
    expect(refuseGuideChange(unguided, "daan", false)).toBe("already-done");
    expect(refuseGuideChange(state(), "sanne", false)).toBeNull();
    expect(refuseGuideChange(state(), "sanne", true)).toBe("already-done");
    expect(refuseGuideChange(state(), "daan", true)).toBe("already-done");
    expect(refuseGuideChange(state(), "daan", false)).toBe("not-found");
    expect(mayChangeGuide(unguided, "daan")).toBe(true);
    expect(mayChangeGuide(state(), "sanne")).toBe(true);
    expect(mayChangeGuide(state(), "daan")).toBe(false);
    expect(mayChangeGuide(state({ guideId: null, finished: true }), "daan")).toBe(false);
  });
});

describe("answers", () => {
  const asked: ToolPage = {
    ...page("asked"),
    fields: [
      { key: "line", type: "text", label, long: false },
      { key: "long", type: "text", label, long: true },
      { key: "pick", type: "choice", label, options: [{ key: "a", label }] },
      { key: "much", type: "scale", label, min: 0, max: 3, low: label, high: label },
      { key: "when", type: "time", label },
    ],
  };
  const whole = { line: "kort", long: "lang\nverhaal", pick: "a", much: 0, when: "07:15" };

  test("that fit their fields are right, and a text may stay empty", () => {
    expect(findWrongAnswers(asked, whole, true)).toEqual([]);
    expect(findWrongAnswers(asked, { pick: "a", much: 3, when: "23:59" }, true)).toEqual([]);
    expect(findWrongAnswers(asked, {}, false)).toEqual([]);
  });

  test("may be open in a draft, not on a closed page", () => {
    expect(findWrongAnswers(asked, { line: "kort" }, true)).toEqual(["pick", "much", "when"]);
  });

  test.each<[string, string | number]>([
    ["unknown", "x"],
    ["toString", "x"],
    ["line", "x".repeat(201)],
    ["line", 3],
    ["long", "x".repeat(4001)],
    ["long", "a\u0000b"],
    ["long", "half \ud83d"],
    ["pick", "b"],
    ["much", 4],
    ["much", -1],
    ["much", 1.5],
    ["much", "1"],
    ["when", "24:00"],
    ["when", "7:15"],
    ["when", 715],
  ])("%s: %j is refused", (key, value) => {
    expect(findWrongAnswers(asked, { ...whole, [key]: value }, false)).toEqual([key]);
  });
});
