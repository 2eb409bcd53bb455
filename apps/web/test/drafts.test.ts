import type { ConversationId } from "@kring/domain/contract";
import { beforeEach, describe, expect, it, vi } from "vitest";

const one = "00000000-0000-4000-8000-000000000001" as ConversationId;
const two = "00000000-0000-4000-8000-000000000002" as ConversationId;

/** A device's storage; a page that is loaded again keeps it and forgets everything else. */
function newDevice(): () => Promise<typeof import("../src/shared/drafts.ts")> {
  const stored: Record<string, string> = {};
  const hidden = (value: unknown) => ({ value, enumerable: false });
  Object.defineProperties(stored, {
    getItem: hidden((key: string) => stored[key] ?? null),
    setItem: hidden((key: string, value: string) => {
      stored[key] = value;
    }),
    removeItem: hidden((key: string) => {
      delete stored[key];
    }),
  });
  vi.stubGlobal("localStorage", stored);
  return () => {
    vi.resetModules();
    return import("../src/shared/drafts.ts");
  };
}

describe("V-08 drafts", () => {
  let loadPage: ReturnType<typeof newDevice>;
  beforeEach(() => {
    loadPage = newDevice();
  });

  it("survive a reload on this device, with what they answer or change", async () => {
    const before = await loadPage();
    before.keepDraft("sanne", one, { text: "Nog even", re: 4 });
    before.keepDraft("sanne", two, { text: "", edit: { of: 7, text: "Anders" } });
    const after = await loadPage();
    expect(after.draftsOf("sanne").get(one)).toEqual({ text: "Nog even", re: 4 });
    expect(after.draftsOf("sanne").get(two)).toEqual({ text: "", edit: { of: 7, text: "Anders" } });
  });

  it("are never another account's", async () => {
    const page = await loadPage();
    page.keepDraft("sanne", one, { text: "Voor mij alleen" });
    expect((await loadPage()).draftsOf("emma").size).toBe(0);
  });

  it("are gone when they are empty, and after signing out nothing of anybody is left", async () => {
    const page = await loadPage();
    page.keepDraft("sanne", one, { text: "Toch niet" });
    page.keepDraft("sanne", one, { text: " " });
    expect(page.draftsOf("sanne").size).toBe(0);
    page.keepDraft("sanne", one, { text: "Van Sanne" });
    page.keepDraft("emma", one, { text: "Van Emma" });
    localStorage.setItem("kring.theme", "dark");
    page.forgetDrafts();
    expect(page.draftsOf("emma").size).toBe(0);
    expect(Object.keys(localStorage)).toEqual(["kring.theme"]);
  });

  it("that are damaged are none", async () => {
    localStorage.setItem(`kring.draft.sanne.${one}`, "{");
    localStorage.setItem(`kring.draft.sanne.${two}`, JSON.stringify({ text: "Wel goed" }));
    expect([...(await loadPage()).draftsOf("sanne").keys()]).toEqual([two]);
  });
});
