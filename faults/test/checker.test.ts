import { randomUUID } from "node:crypto";
import type { AccountId, ClientMessageId, ConversationId } from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { check, checkDoubles, type ViolationKind } from "../src/checker.ts";
import type { Heard, History, Part, Sent, Shown, ShownEntry, StoredEntry, Wish } from "../src/history.ts";

const c = randomUUID() as ConversationId;
const [emma, daan, sanne] = [randomUUID(), randomUUID(), randomUUID()] as AccountId[] as [
  AccountId,
  AccountId,
  AccountId,
];
const ids = Array.from({ length: 6 }, () => randomUUID() as ClientMessageId);
const idOf = (n: number): ClientMessageId => ids[n - 1] ?? (randomUUID() as ClientMessageId);

const message = (n: number, more: Partial<StoredEntry> = {}): StoredEntry => ({
  n,
  kind: "message",
  id: idOf(n),
  text: `${idOf(n)} Hoi`,
  of: null,
  ...more,
});
const about = (n: number, kind: "edited" | "deleted" | "joined" | "left", of: number | null = null): StoredEntry => ({
  n,
  kind,
  id: null,
  text: null,
  of,
});
const part = (account: AccountId, more: Partial<Part> = {}): Part => ({
  account,
  c,
  from: 1,
  to: null,
  reads: true,
  ...more,
});
const sent = (n: number, more: Partial<Sent> = {}): Sent => ({
  id: idOf(n),
  account: emma,
  c,
  at: 0,
  told: n,
  ...more,
});
const heard = (account: AccountId, numbers: number[], more: Partial<Heard> = {}): Heard => ({
  account,
  c,
  frames: numbers.map((n) => ({ n, id: null })),
  ...more,
});
const shown = (account: AccountId, entries: readonly ShownEntry[], more: Partial<Shown> = {}): Shown => ({
  account,
  c,
  state: "ready",
  hasOlder: false,
  entries,
  pending: [],
  ...more,
});

/** Three messages of Emma's, the second changed, that Emma and Daan took part in and Sanne until she was removed with number 3. */
const stored = [
  message(1),
  message(2, { text: `${idOf(2)} Anders` }),
  about(3, "left"),
  message(4),
  about(5, "edited", 2),
];
interface Told {
  head?: number;
  stored?: StoredEntry[];
  parts?: Part[];
  sent?: Sent[];
  wishes?: Wish[];
  heard?: Heard[];
  shown?: Shown[];
}
function history(told: Told = {}): History {
  return {
    heads: new Map([[c, told.head ?? 5]]),
    stored: new Map([[c, told.stored ?? stored]]),
    parts: told.parts ?? [part(emma), part(daan), part(sanne, { to: 3, reads: false })],
    sent: told.sent ?? [sent(1), sent(2), sent(4)],
    wishes: told.wishes ?? [{ account: emma, c, of: 2, text: `${idOf(2)} Anders`, edits: 1 }],
    heard: told.heard ?? [heard(daan, [1, 2, 3]), heard(daan, [5]), heard(sanne, [1, 2])],
    shown: told.shown ?? [shown(emma, stored), shown(daan, stored), shown(sanne, [], { state: "gone" })],
  };
}
const kindsOf = (told: Told): ViolationKind[] => [...new Set(check(history(told)).map(({ kind }) => kind))];

describe("V-09 a recorded history", () => {
  test("in which everything fits together has nothing wrong", () => {
    expect(check(history())).toEqual([]);
  });

  test.each<[string, ViolationKind, Told]>([
    ["a message that was acknowledged and is not stored", "lost", { sent: [...history().sent, sent(6)] }],
    ["a message that is neither stored nor waits", "lost", { sent: [...history().sent, sent(6, { told: null })] }],
    [
      "a change of a message that is not stored",
      "lost",
      { wishes: [{ account: emma, c, of: 1, text: "anders", edits: 1 }] },
    ],
    [
      "a message that was taken away and is stored",
      "lost",
      { wishes: [{ account: emma, c, of: 1, text: null, edits: 0 }] },
    ],
    [
      "a change that stands in the log more often than it was made",
      "doubled",
      { wishes: [{ account: emma, c, of: 2, text: `${idOf(2)} Anders`, edits: 0 }] },
    ],
    [
      "a page without a message",
      "lost",
      {
        shown: [
          shown(
            daan,
            stored.filter(({ n }) => n !== 4),
          ),
        ],
      },
    ],
    ["a page that ends too early", "lost", { shown: [shown(daan, stored.slice(0, 4))] }],
    ["a page that never loaded", "lost", { shown: [shown(daan, [], { state: "loading" })] }],
    ["a page with a text from before it was changed", "lost", { shown: [shown(daan, stored.with(1, message(2)))] }],
    ["a page with a message that is not stored", "lost", { shown: [shown(emma, [...stored, message(6)])] }],
    [
      "a message that is stored twice",
      "doubled",
      { head: 6, stored: [...stored, message(6, { id: idOf(1), text: `${idOf(1)} Hoi` })] },
    ],
    [
      "a message that is stored twice under other ids",
      "doubled",
      { head: 6, stored: [...stored, message(6, { text: `${idOf(1)} Hoi` })] },
    ],
    ["a number that shows twice", "doubled", { shown: [shown(daan, [...stored, message(4)])] }],
    ["a message that shows twice", "doubled", { shown: [shown(daan, [...stored, message(6, { id: idOf(4) })])] }],
    [
      "a message that shows as sent and as not sent",
      "doubled",
      { shown: [shown(emma, stored, { pending: [idOf(1)] })] },
    ],
    ["a number that is missing", "out of order", { head: 6, stored: [...stored.slice(0, 4), message(6)] }],
    ["a number above the head", "out of order", { head: 4 }],
    ["a message that was acknowledged under another number", "out of order", { sent: [sent(1, { told: 2 })] }],
    ["frames in another order", "out of order", { heard: [heard(daan, [1, 3, 2])] }],
    ["a frame twice", "out of order", { heard: [heard(daan, [1, 1])] }],
    ["a frame that leaves one out", "out of order", { heard: [heard(daan, [1, 3])] }],
    [
      "a frame with another message than is stored",
      "out of order",
      { heard: [{ account: daan, c, frames: [{ n: 1, id: idOf(2) }] }] },
    ],
    ["a page in another order", "out of order", { shown: [shown(daan, stored.toReversed())] }],
    [
      "a page with another message under a number",
      "out of order",
      { shown: [shown(daan, stored.with(0, message(1, { id: idOf(6) })))] },
    ],
    ["a frame after a removal", "after removal", { heard: [heard(sanne, [1, 2, 3, 4])] }],
    [
      "a frame from before somebody came",
      "after removal",
      { parts: [part(daan, { from: 3 })], heard: [heard(daan, [2, 3])] },
    ],
    ["a page that still shows what was taken away", "after removal", { shown: [shown(sanne, stored.slice(0, 2))] }],
  ])("with %s is %s", (_, kind, told) => {
    expect(kindsOf(told)).toContain(kind);
  });

  test("who came back hears what came after their return, and nothing of between", () => {
    const parts = [part(sanne, { to: 2, reads: false }), part(sanne, { from: 4 })];
    expect(check(history({ parts, heard: [heard(sanne, [1, 4, 5])], shown: [], sent: [] }))).toEqual([]);
    expect(kindsOf({ parts, heard: [heard(sanne, [1, 3])], shown: [], sent: [] })).toEqual(["after removal"]);
  });

  test("who left of their own will reads on up to then, and need not be told of what was changed later", () => {
    const parts = [part(sanne, { to: 3 })];
    const before = shown(sanne, [message(1), message(2), about(3, "left")]);
    expect(check(history({ parts, heard: [], shown: [before], sent: [] }))).toEqual([]);
    expect(kindsOf({ parts, heard: [], shown: [shown(sanne, stored)], sent: [] })).toEqual(["lost"]);
  });

  test("a page that begins later may leave out what is older, and one that is not connected may wait", () => {
    const later = shown(daan, stored.slice(2), { hasOlder: true });
    const waiting = shown(emma, stored, { pending: [idOf(6)] });
    expect(check(history({ shown: [later, waiting], sent: [sent(1), sent(6, { told: null })] }))).toEqual([]);
  });

  test("doubles are seen at any moment, also among the latest entries alone", () => {
    expect(checkDoubles(shown(emma, stored.slice(3), { pending: [idOf(4)] })).map(({ kind }) => kind)).toEqual([
      "doubled",
    ]);
    expect(checkDoubles(shown(emma, stored.slice(3)))).toEqual([]);
  });
});
