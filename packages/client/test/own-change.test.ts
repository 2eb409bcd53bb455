import type { Entry } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { staleMessages, startLog, takeAgain } from "../src/log.ts";
import {
  beginChange,
  type Changes,
  discardChange,
  interruptChanges,
  nextChange,
  presentChanges,
  refuseChange,
  retryChange,
  settleChange,
  wakeChanges,
  wantChange,
  withWanted,
} from "../src/own-change.ts";
import { arrived, me, message, messageId } from "./made.ts";

const entries = [message(1), message(2, me), message(3, me)];
const none: Changes = new Map();
const edit = { kind: "edit", text: "better" } as const;
const remove = { kind: "delete" } as const;
const [first, second] = [messageId(1), messageId(2)];
const textOf = (shown: readonly Entry[], n: number) => {
  const entry = shown.find((candidate) => candidate.n === n);
  return entry?.kind === "message" ? entry.text : undefined;
};

describe("V-08 changing and deleting one's own message", () => {
  it("shows at once what was wanted, and as it was before when it is refused", () => {
    const wanted = wantChange(none, 2, edit, first);
    expect(textOf(withWanted(entries, wanted), 2)).toBe("better");
    const refused = refuseChange(beginChange(wanted, 2), { of: 2, id: first, what: edit }, "conversation-closed");
    expect(withWanted(entries, refused)).toEqual(entries);
    expect(presentChanges(refused, entries, true).get(2)).toEqual({
      what: edit,
      state: "failed",
      error: "conversation-closed",
    });
    expect(nextChange(refused)).toBeNull();
    expect(nextChange(retryChange(refused, 2))).toMatchObject({ of: 2, id: first });
    expect(discardChange(refused, 2).size).toBe(0);
  });

  it("takes text and files of a deleted message away, and keeps its place", () => {
    const shown = withWanted(entries, wantChange(none, 3, remove, first));
    expect(shown).toHaveLength(3);
    expect(shown[2]).toEqual({ ...message(3, me), text: "", deleted: true });
  });

  it("goes again after a lost connection and after a refusal that time heals", () => {
    const under = beginChange(wantChange(none, 2, edit, first), 2);
    expect(nextChange(under)).toBeNull();
    expect(nextChange(interruptChanges(under))).toMatchObject({ of: 2, id: first, attempts: 1 });
    const resting = refuseChange(under, { of: 2, id: first, what: edit }, "unavailable");
    expect(presentChanges(resting, entries, true).get(2)?.state).toBe("waiting");
    expect(nextChange(wakeChanges(resting))).toMatchObject({ of: 2, id: first });
  });

  it("keeps what was wanted later when the answer to the earlier one comes", () => {
    const later = { kind: "edit", text: "best" } as const;
    const twice = wantChange(beginChange(wantChange(none, 2, edit, first), 2), 2, later, second);
    expect(settleChange(twice, { of: 2, id: first }).get(2)).toMatchObject({ what: later, id: second });
    expect(settleChange(twice, { of: 2, id: second }).size).toBe(0);
  });

  it("is content when it was deleted already", () => {
    const under = beginChange(wantChange(none, 2, remove, first), 2);
    expect(refuseChange(under, { of: 2, id: first, what: remove }, "already-done").size).toBe(0);
  });
});

describe("V-08 a message that somebody changed", () => {
  const edited = { n: 4, at: 4000, kind: "edited", by: me, of: 2 } as const;

  it("is out of date until it was read again, and only when it is here", () => {
    const log = startLog([...entries, edited].map(arrived), false);
    expect(staleMessages(log)).toEqual([2]);
    const read = takeAgain(log, [arrived({ ...message(2, me), text: "new", edited: 4000 } as Entry)]);
    expect(staleMessages(read)).toEqual([]);
    expect(textOf(read.entries, 2)).toBe("new");
    expect(staleMessages(startLog([message(3, me), edited].map(arrived), true))).toEqual([]);
  });

  it("is not out of date where the page already had the new text", () => {
    const page = [message(1), { ...message(2, me), text: "new", edited: 4000 } as Entry, edited];
    expect(staleMessages(startLog(page.map(arrived), false))).toEqual([]);
  });

  it("never comes back after it was deleted", () => {
    const log = startLog([...entries, { ...edited, kind: "deleted" } as const].map(arrived), false);
    expect(textOf(log.entries, 2)).toBe("");
    const read = takeAgain(log, [arrived({ ...message(2, me), text: "new", edited: 5000 } as Entry)]);
    expect(textOf(read.entries, 2)).toBe("");
  });
});
