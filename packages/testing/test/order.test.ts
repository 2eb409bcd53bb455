import type { StoredWriting } from "@kring/client";
import { describe, expect, it } from "vitest";
import { until } from "../src/index.ts";
import { common, expectSame, open, sees, talk, textsOf, useWorld } from "./support.ts";

const world = useWorld({ gateways: 2 });

describe("V-09 one order for everybody", () => {
  it("holds when four people write at once through two gateways", async () => {
    const people = ["emma", "fatima", "youssef", "sanne"] as const;
    const clients = await Promise.all(people.map((person, at) => world().client(person, { gateway: at % 2 })));
    const opened = await Promise.all(clients.map((client) => open(client, talk.circle)));
    const before = opened[0]?.now().view?.head ?? 0;
    const each = 15;

    for (let number = 1; number <= each; number++) {
      for (const [at, conversation] of opened.entries()) conversation.send(`${people[at]} ${number}`);
    }
    const total = before + people.length * each;
    for (const conversation of opened) {
      await until("everything is there", () => conversation.now().entries.at(-1)?.n === total);
      await until("nothing is pending", () => conversation.now().pending.length === 0);
    }

    const [first, ...others] = opened.map((conversation) => conversation.now().entries);
    expect(first?.map(({ n }) => n)).toEqual(Array.from({ length: total }, (_, at) => at + 1));
    for (const other of others) expect(common(other)).toEqual(common(first ?? []));
    const texts = textsOf(first ?? []);
    for (const person of people) {
      const own = Array.from({ length: each }, (_, at) => `${person} ${at + 1}`);
      expect(texts.filter((text) => own.includes(text))).toEqual(own);
    }
    // A client-made id goes back to its sender only.
    for (const [at, conversation] of opened.entries()) {
      const mine = textsOf(
        conversation.now().entries.filter((entry) => entry.kind === "message" && entry.id !== undefined),
      );
      expect(mine.filter((text) => / \d+$/.test(text) && !text.startsWith(`${people[at]} `))).toEqual([]);
      expect(mine.filter((text) => text.startsWith(`${people[at]} `))).toHaveLength(each);
    }
    for (const client of clients) client.close();
  });
});

describe("V-09 a message typed offline", () => {
  it("waits, and goes out once when the connection returns", async () => {
    const emma = await world().client("emma", { gateway: 0, tapped: true });
    const sanne = await world().client("sanne", { gateway: 1 });
    const [mine, hers] = await Promise.all([open(emma, talk.sanneEmma), open(sanne, talk.sanneEmma)]);

    emma.tap?.cut();
    await until("Emma is no longer online", () => emma.connection.getSnapshot().state !== "online");
    mine.send("typed offline 1");
    mine.send("typed offline 2");
    expect(mine.now().pending).toMatchObject([{ state: "waiting" }, { state: "waiting" }]);
    hers.send("meanwhile");
    await sees(hers, "meanwhile");

    emma.tap?.restore();
    emma.wake();
    await sees(hers, "typed offline 2");
    await sees(mine, "meanwhile");
    await until("nothing is pending", () => mine.now().pending.length === 0);
    expect(textsOf(hers.now().entries).slice(-3)).toEqual(["meanwhile", "typed offline 1", "typed offline 2"]);
    expectSame(mine, hers);
    for (const client of [emma, sanne]) client.close();
  });

  it("counts once when it was stored and only the answer was lost", async () => {
    const emma = await world().client("emma", { gateway: 0, tapped: true });
    const sanne = await world().client("sanne", { gateway: 1 });
    const [mine, hers] = await Promise.all([open(emma, talk.sanneEmma), open(sanne, talk.sanneEmma)]);

    emma.tap?.halfOpen("answers");
    mine.send("the answer is lost");
    await sees(hers, "the answer is lost");
    expect(textsOf(mine.now().entries)).not.toContain("the answer is lost");
    expect(mine.now().pending).toHaveLength(1);

    emma.tap?.restore();
    emma.wake();
    await sees(mine, "the answer is lost");
    await until("nothing is pending", () => mine.now().pending.length === 0);
    hers.send("and now?");
    await sees(mine, "and now?");
    for (const conversation of [mine, hers]) {
      expect(textsOf(conversation.now().entries).filter((text) => text === "the answer is lost")).toHaveLength(1);
    }
    expect(emma.counters.resent).toBeGreaterThan(0);
    for (const client of [emma, sanne]) client.close();
  });

  it("survives a reload of the page", async () => {
    let kept: readonly StoredWriting[] = [];
    const pendingStore = {
      load: () => kept,
      save: (sends: readonly StoredWriting[]) => {
        kept = sends;
      },
    };
    const before = await world().client("emma", { tapped: true, pendingStore });
    const conversation = await open(before, talk.sanneEmma);
    before.tap?.cut();
    await until("Emma is no longer online", () => before.connection.getSnapshot().state !== "online");
    conversation.send("typed before the reload");
    before.close();
    expect(kept).toHaveLength(1);

    const after = await world().client("emma", { pendingStore });
    const again = await open(after, talk.sanneEmma);
    await sees(again, "typed before the reload");
    await until("nothing is kept", () => kept.length === 0);
    expect(textsOf(again.now().entries).filter((text) => text === "typed before the reload")).toHaveLength(1);
    after.close();
  });

  it("V-08 V-09 keeps over a reload how one changed and deleted what one wrote", async () => {
    let kept: readonly StoredWriting[] = [];
    const pendingStore = {
      load: () => kept,
      save: (writings: readonly StoredWriting[]) => {
        kept = writings;
      },
    };
    const before = await world().client("emma", { tapped: true, pendingStore });
    const conversation = await open(before, talk.sanneEmma);
    for (const text of ["to be changed", "to be deleted"]) conversation.send(text);
    await until("both are stored", () => conversation.now().pending.length === 0);
    const numberOf = (text: string) =>
      conversation.now().entries.findLast((entry) => entry.kind === "message" && entry.text === text)?.n ?? 0;
    const [changed, deleted] = [numberOf("to be changed"), numberOf("to be deleted")];
    before.tap?.cut();
    await until("Emma is no longer online", () => before.connection.getSnapshot().state !== "online");
    conversation.edit(changed, "changed before the reload");
    conversation.remove(deleted);
    before.close();
    expect(kept).toMatchObject([{ of: changed }, { of: deleted }]);

    const after = await world().client("emma", { pendingStore });
    const again = await open(after, talk.sanneEmma);
    await until("nothing is kept", () => kept.length === 0);
    const messageAt = (n: number) => again.now().entries.find((entry) => entry.n === n);
    await until("both show", () => messageAt(deleted) !== undefined && messageAt(changed) !== undefined);
    expect(messageAt(changed)).toMatchObject({ text: "changed before the reload" });
    expect(messageAt(deleted)).toMatchObject({ deleted: true });
    after.close();
  });
});

describe("V-08 unread counts", () => {
  it("are right on every device, through two gateways", async () => {
    const [desk, phone, emma] = await Promise.all([
      world().client("sanne", { gateway: 0 }),
      world().client("sanne", { gateway: 1 }),
      world().client("emma", { gateway: 0 }),
    ]);
    const unreadOn = (client: typeof desk) =>
      client.conversations.getSnapshot().items.find(({ id }) => id === talk.sanneEmma)?.unread;
    const onDesk = await open(desk, talk.sanneEmma);
    const hers = await open(emma, talk.sanneEmma);
    onDesk.markRead(onDesk.now().view?.head ?? 0);
    await until("all is read", () => unreadOn(phone) === 0);

    for (const text of ["one", "two", "three"]) hers.send(`unread ${text}`);
    await sees(onDesk, "unread three");
    for (const client of [desk, phone]) await until("three are unread", () => unreadOn(client) === 3);
    expect(phone.conversations.getSnapshot().items[0]?.id).toBe(talk.sanneEmma);

    const head = onDesk.now().entries.at(-1)?.n ?? 0;
    onDesk.markRead(head - 1);
    for (const client of [desk, phone]) await until("one is unread", () => unreadOn(client) === 1);
    onDesk.markRead(head);
    for (const client of [desk, phone]) await until("none is unread", () => unreadOn(client) === 0);
    await until("Emma sees that Sanne read it", () => hers.now().receipts.some(({ n }) => n === head));

    const fresh = await world().client("sanne");
    expect(unreadOn(fresh)).toBe(0);
    expect(fresh.conversations.getSnapshot().unread).toBe(desk.conversations.getSnapshot().unread);
    for (const client of [desk, phone, emma, fresh]) client.close();
  });
});

describe("history", () => {
  it("comes by pages, and a gap is asked for", async () => {
    const [sanne, emma] = await Promise.all([world().client("sanne"), world().client("emma", { tapped: true })]);
    const [hers, mine] = [await open(sanne, talk.sanneEmma), await open(emma, talk.sanneEmma)];
    for (let number = 1; number <= 55; number++) hers.send(`page ${number}`);
    await sees(mine, "page 55");
    const later = await world().client("emma");
    const fresh = await open(later, talk.sanneEmma);
    expect(fresh.now().hasOlder).toBe(true);
    expect(fresh.now().entries).toHaveLength(50);
    while (fresh.now().hasOlder) await fresh.loadOlder();
    expect(fresh.now().entries).toEqual(mine.now().entries);
    expect(fresh.now().entries[0]?.n).toBe(1);
    for (const client of [sanne, emma, later]) client.close();
  });
});
