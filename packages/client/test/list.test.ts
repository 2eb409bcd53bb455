import type { ConversationView, Entry } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { addPage, changeList, type List, listItems, putView, replaceList } from "../src/list.ts";
import { arrived, conversationId, me, message, other, view } from "./made.ts";

const a = conversationId(1);
const b = conversationId(2);
const seen = (id: typeof a, n: number, more: Partial<ConversationView> = {}) =>
  view(id, { head: n, readSeq: n, last: message(n), ...more });
const listOf = (...views: ConversationView[]): List => replaceList([{ conversations: views, next: null, unread: 0 }]);

describe("V-08 the list of conversations", () => {
  it("moves the one with the latest activity to the front", () => {
    const list = listOf(seen(a, 5), seen(b, 3));
    expect(listItems(list).map(({ id }) => id)).toEqual([a, b]);
    const moved = changeList(list, { type: "entry", c: b, arrived: arrived({ ...message(4), at: 9000 }) });
    expect(listItems(moved).map(({ id }) => id)).toEqual([b, a]);
  });

  it("counts messages of others once, not one's own, not what was read", () => {
    const change = { type: "entry", c: a, arrived: arrived(message(6)) } as const;
    const once = changeList(listOf(seen(a, 5)), change);
    expect(once.views.get(a)?.unread).toBe(1);
    expect(changeList(once, change)).toBe(once);
    expect(changeList(once, { type: "entry", c: a, arrived: arrived(message(7, me)) }).unread).toBe(1);
    const ahead = changeList(listOf(seen(a, 5, { readSeq: 9 })), change);
    expect(ahead.unread).toBe(0);
  });

  it("follows the reading of another device, and asks when it can't tell how much is left", () => {
    const list = listOf(seen(a, 9, { readSeq: 2, unread: 7 }));
    expect(changeList(list, { type: "read", c: a, n: 9, unread: null }).unread).toBe(0);
    expect(changeList(list, { type: "read", c: a, n: 6, unread: 3 }).unread).toBe(3);
    const unclear = changeList(list, { type: "read", c: a, n: 6, unread: null });
    expect([...unclear.stale]).toEqual([a]);
    expect(putView(unclear, seen(a, 9, { readSeq: 6, unread: 3 })).stale.size).toBe(0);
    expect(changeList(list, { type: "read", c: a, n: 1, unread: 8 })).toBe(list);
  });

  it("asks again when a number was skipped", () => {
    const list = changeList(listOf(seen(a, 5)), { type: "entry", c: a, arrived: arrived(message(8)) });
    expect([...list.stale]).toEqual([a]);
  });

  it("asks again what the viewer can do when somebody comes or goes, and when the lead changes hands", () => {
    const list = listOf(seen(a, 5));
    const joined = changeList(list, {
      type: "entry",
      c: a,
      arrived: { n: 6, entry: { kind: "joined", n: 6, at: 6000, by: other } },
    });
    expect([...joined.stale]).toEqual([a]);
    const { roster } = view(a);
    expect(changeList(list, { type: "roster", c: a, roster }).stale.size).toBe(0);
    const led = roster.participants.map((one) => ({ ...one, manager: one.you }));
    expect([...changeList(list, { type: "roster", c: a, roster: { ...roster, participants: led } }).stale]).toEqual([
      a,
    ]);
  });

  it("says 99+ over conversations that are not loaded, and asks again when it comes down", () => {
    const page = { conversations: [seen(a, 50, { readSeq: 0, unread: 50 })], next: "more", unread: 100 };
    const list = replaceList([page]);
    expect(list.unread).toBe(100);
    expect(list.totalStale).toBe(false);
    expect(changeList(list, { type: "read", c: a, n: 50, unread: 0 }).totalStale).toBe(true);
    const whole = addPage(list, { conversations: [seen(b, 3, { readSeq: 0, unread: 3 })], next: null, unread: 100 });
    expect(whole.unread).toBe(53);
  });

  it("takes a conversation that was lost off the list with its unread count", () => {
    const list = changeList(listOf(seen(a, 5, { unread: 4 }), seen(b, 3, { unread: 1 })), { type: "lost", c: a });
    expect(listItems(list).map(({ id }) => id)).toEqual([b]);
    expect(list.unread).toBe(1);
  });

  it("closes at a closing entry, and moves receipts only forward", () => {
    const closed = changeList(listOf(seen(a, 5)), {
      type: "entry",
      c: a,
      arrived: arrived({ n: 6, at: 1, kind: "closed" }),
    });
    expect(closed.views.get(a)).toMatchObject({ closed: true, can: { send: false } });
    const read = changeList(listOf(seen(a, 5)), { type: "receipt", c: a, by: other, n: 4 });
    const back = changeList(read, { type: "receipt", c: a, by: other, n: 2 });
    expect(back.views.get(a)?.receipts).toEqual([{ by: other, n: 4 }]);
  });
});

describe("V-08 the list when messages are changed and deleted", () => {
  const latest = view(a, { head: 5, readSeq: 4, unread: 1, last: message(5) });
  const take = (entry: Entry) =>
    changeList(replaceList([{ conversations: [latest], next: null, unread: 1 }]), {
      type: "entry",
      c: a,
      arrived: { n: entry.n, entry },
    });

  it("shows no text that was deleted, and counts again what is unread", () => {
    const list = take({ n: 6, at: 6000, kind: "deleted", by: other, of: 5 });
    expect(list.views.get(a)?.last).toEqual({ ...message(5), text: "", deleted: true });
    expect([...list.stale]).toEqual([a]);
  });

  it("reads a changed text again, stays where it is in the order, and has nothing new to count", () => {
    const list = take({ n: 6, at: 9000, kind: "edited", by: other, of: 5 });
    expect(list.views.get(a)).toMatchObject({ head: 6, unread: 1, last: message(5) });
    expect([...list.stale]).toEqual([a]);
    expect(take({ n: 6, at: 9000, kind: "edited", by: other, of: 2 }).stale.size).toBe(0);
  });
});
