import { describe, expect, test } from "vitest";
import type { ConversationView } from "../src/contract/index.ts";
import {
  type AccessRequestState,
  type ConversationStanding,
  conversationAbilities,
  decideAccess,
  mayRequestAccess,
  shownAccessState,
  UNANSWERED_AFTER_MS,
} from "../src/index.ts";

const standing: ConversationStanding = {
  kind: "professional",
  takesPart: true,
  manages: false,
  hasManager: true,
  others: 2,
  closed: false,
  showsName: false,
};
const can = (changes: Partial<ConversationStanding> = {}, accessRequested = false) =>
  (
    Object.entries(conversationAbilities({ ...standing, ...changes }, accessRequested)) as [
      keyof ConversationView["can"],
      boolean,
    ][]
  ).flatMap(([ability, may]) => (may ? ability : []));

describe("V-02 V-06 V-07 what somebody can do in a conversation", () => {
  test("a participant writes and leaves", () => expect(can()).toEqual(["send", "leave"]));

  test("the manager adds, hands over and gives it a topic, and hands over before leaving", () =>
    expect(can({ manages: true })).toEqual(["send", "add", "handOver", "changeTopic"]));

  test("a manager with whom nobody is left has nobody to hand over to, and leaves", () =>
    expect(can({ manages: true, others: 0 })).toEqual(["send", "add", "leave", "changeTopic"]));

  test("a related person proposes where somebody else manages it, and shows their name once", () => {
    expect(can({ kind: "related-person" })).toEqual(["send", "propose", "leave", "showName"]);
    expect(can({ kind: "related-person", hasManager: false, showsName: true })).toEqual(["send", "leave"]);
    expect(can({ kind: "related-person", manages: true })).not.toContain("propose");
  });

  test("in a closed conversation one reads and leaves; a professional still answers a request for access", () => {
    expect(can({ closed: true, manages: true })).toEqual(["leave"]);
    expect(can({ closed: true, kind: "related-person" })).toEqual(["leave"]);
    expect(can({ closed: true }, true)).toEqual(["leave", "answerAccess"]);
  });

  test("only professionals in it answer a request for access", () => {
    expect(can({}, true)).toContain("answerAccess");
    for (const kind of ["client", "related-person"] as const) expect(can({ kind }, true)).not.toContain("answerAccess");
  });

  test("who left can do nothing", () =>
    expect(can({ takesPart: false, manages: true, kind: "related-person" }, true)).toEqual([]));
});

const asked: AccessRequestState = { state: "requested", requestedAt: 1000 };
const declined: AccessRequestState = { state: "escalated", why: "declined" };
const unanswered: AccessRequestState = { state: "escalated", why: "unanswered" };
const final: AccessRequestState[] = [{ state: "granted" }, { state: "ground-recorded" }];

describe("V-05 a client's request for access", () => {
  test("a professional grants it, or declines and it goes to the application manager", () => {
    expect(decideAccess(asked, { type: "answer", answer: "grant" }, 2000)).toEqual({ state: "granted" });
    expect(decideAccess(asked, { type: "answer", answer: "decline" }, 2000)).toEqual(declined);
  });

  test("without a professional left, or after 14 days and not before, it goes there too", () => {
    expect(decideAccess(asked, { type: "lose-professionals" }, 2000)).toEqual({
      state: "escalated",
      why: "nobody-left",
    });
    expect(decideAccess(asked, { type: "wait" }, 1000 + UNANSWERED_AFTER_MS - 1)).toBeNull();
    expect(decideAccess(asked, { type: "wait" }, 1000 + UNANSWERED_AFTER_MS)).toEqual(unanswered);
  });

  test("the application manager decides only what came to them, and nobody else does then", () => {
    expect(decideAccess(asked, { type: "decide", answer: "grant" }, 2000)).toBeNull();
    expect(decideAccess(unanswered, { type: "decide", answer: "grant" }, 2000)).toEqual({ state: "granted" });
    expect(decideAccess(declined, { type: "decide", answer: "record-ground" }, 2000)).toEqual({
      state: "ground-recorded",
    });
    for (const answer of ["grant", "decline"] as const) {
      expect(decideAccess(unanswered, { type: "answer", answer }, 2000)).toBeNull();
    }
    expect(decideAccess(unanswered, { type: "wait" }, Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(decideAccess(declined, { type: "lose-professionals" }, 2000)).toBeNull();
  });

  test("a client who is let in by whatever way has what they asked for; what was decided stays so", () => {
    for (const open of [asked, declined, unanswered]) {
      expect(decideAccess(open, { type: "add-client" }, 2000)).toEqual({ state: "granted" });
    }
    for (const state of final) {
      expect(decideAccess(state, { type: "add-client" }, 2000)).toBeNull();
      expect(decideAccess(state, { type: "decide", answer: "grant" }, 2000)).toBeNull();
      expect(decideAccess(state, { type: "answer", answer: "grant" }, 2000)).toBeNull();
    }
  });

  test("it can't be blocked: the client asks again once there was an answer, and not while one is to come", () => {
    expect(mayRequestAccess(false, [])).toBe(true);
    expect(mayRequestAccess(false, [declined, ...final])).toBe(true);
    expect(mayRequestAccess(false, [declined, asked])).toBe(false);
    expect(mayRequestAccess(false, [unanswered])).toBe(false);
    expect(mayRequestAccess(true, [])).toBe(false);
  });

  test("the client reads where it stands", () => {
    expect([asked, declined, unanswered, ...final].map(shownAccessState)).toEqual([
      "requested",
      "declined",
      "with-application-manager",
      "granted",
      "ground-recorded",
    ]);
  });
});
