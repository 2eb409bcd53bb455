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
  restoreChange,
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

  it("is answered before what was wanted since goes, also over a lost connection: a gateway may be about to store it (V-09)", () => {
    const later = { kind: "edit", text: "best" } as const;
    const twice = wantChange(beginChange(wantChange(none, 2, edit, first), 2), 2, later, second);
    expect(textOf(withWanted(entries, twice), 2)).toBe("best");
    expect(settleChange(twice, { of: 2, id: second })).toBe(twice);
    const back = interruptChanges(twice);
    expect(nextChange(back)).toMatchObject({ id: first, what: edit });
    expect(nextChange(wantChange(back, 2, remove, messageId(3)))).toMatchObject({ id: first });

    const answered = settleChange(beginChange(back, 2), { of: 2, id: first });
    expect(nextChange(answered)).toMatchObject({ what: later, id: second, attempts: 0 });
    const refused = refuseChange(beginChange(back, 2), { of: 2, id: first, what: edit }, "not-found");
    expect(nextChange(refused)).toMatchObject({ what: later, id: second });
    expect(settleChange(beginChange(answered, 2), { of: 2, id: second }).size).toBe(0);
  });

  it("gives way at once to what was wanted since where it never went, or was refused", () => {
    const later = { kind: "edit", text: "best" } as const;
    expect(nextChange(wantChange(wantChange(none, 2, edit, first), 2, later, second))).toMatchObject({ id: second });
    const refused = refuseChange(
      beginChange(wantChange(none, 2, edit, first), 2),
      { of: 2, id: first, what: edit },
      "conversation-closed",
    );
    expect(nextChange(wantChange(refused, 2, later, second))).toMatchObject({ id: second });
  });

  it("that was kept over a reload may have gone before it: what was wanted since still waits for its answer", () => {
    const later = { kind: "edit", text: "best" } as const;
    const restored = restoreChange(restoreChange(none, 2, edit, first), 2, later, second);
    expect(nextChange(restored)).toMatchObject({ id: first, later: { id: second, what: later } });
    expect(nextChange(wantChange(restoreChange(none, 2, edit, first), 2, later, second))).toMatchObject({ id: first });
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

  it("of two texts of one millisecond the later shows", () => {
    const texts = ["one", "two"].map((text) => arrived({ ...message(2, me), text, edited: 4000 } as Entry));
    const log = takeAgain(startLog(entries.map(arrived), false), texts);
    expect(textOf(log.entries, 2)).toBe("two");
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
