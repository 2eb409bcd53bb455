import { DirectoryRecords, DirectorySnapshot, FeedPage } from "@kring/domain/contract";
import { demoLinks, demoPeople, demoRelations } from "@kring/domain/demo";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDemoPeople } from "../src/demo/index.ts";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let conversations: ConversationsFeed;
let world: World;
beforeAll(async () => {
  conversations = await startConversationsFeed();
  world = await startWorld({ realtime: conversations.realtime });
});
afterAll(() => conversations.stop());

const service = () => ({ authorization: `Bearer ${world.config.internalToken}` });
const read = (path: string) => world.browser().get(path, service());
const feed = async (query = "limit=500") => (await read(`/internal/v1/events?${query}`)).as(FeedPage);
const snapshot = async () => (await read("/internal/v1/snapshot")).as(DirectorySnapshot);

const allNumbered = () =>
  until("every event has its position", async () => {
    const [row] = await world.sql("SELECT count(*)::int AS n FROM outbox WHERE position IS NULL");
    return row?.n === 0;
  });

describe("the feed of the accounts service", () => {
  it("tells of the people and ties of the demo, without gaps and without names", async () => {
    await allNumbered();
    const { events, position } = await feed();
    expect(events.map((event) => event.position)).toEqual(events.map((_, index) => index + 1));
    expect(position).toBe(events.length);
    const count = (type: string) => events.filter((event) => event.type === type).length;
    expect(count("account-changed.v1")).toBe(Object.keys(demoPeople).length);
    expect(count("relation-made.v1")).toBe(demoRelations.length);
    expect(count("link-changed.v1")).toBe(Object.keys(demoLinks).length);
    const text = JSON.stringify(events);
    for (const { name, email } of Object.values(demoPeople)) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(email);
    }
    expect(text).not.toContain("Maan");
  });

  it("is not told twice: seeding again changes nothing", async () => {
    const before = (await feed()).position;
    expect(await seedDemoPeople(world.deps.database)).toBe(false);
    expect((await feed()).position).toBe(before);
  });

  it("is read on from a position, by kinds", async () => {
    const { position } = await feed();
    expect((await feed(`after=${position}`)).events).toEqual([]);
    const relations = await feed("types=relation-made.v1");
    expect(relations.events.map(({ type }) => type)).toEqual(["relation-made.v1", "relation-made.v1"]);
    expect(relations.position).toBe(position);
  });

  it("sends a reader from a future that is gone back to the snapshot", async () => {
    expect(await read("/internal/v1/events?after=100000")).toMatchObject({ status: 410, code: "link-expired" });
  });
});

describe("the directory", () => {
  it("gives the records that are asked for", async () => {
    const ids = {
      accountIds: [demoPeople.sanne.accountId, "00000000-0000-4000-8000-00000000ffff"],
      linkIds: [demoLinks.fatima.linkId],
    };
    const records = (await world.browser().send("POST", "/internal/v1/directory", ids, service())).as(DirectoryRecords);
    expect(records).toEqual({
      accounts: [
        {
          id: demoPeople.sanne.accountId,
          kind: "professional",
          name: "Sanne Bakker",
          roles: ["therapist"],
          active: true,
          absence: null,
        },
      ],
      links: [
        {
          id: demoLinks.fatima.linkId,
          relatedPersonId: demoPeople.fatima.accountId,
          clientId: demoPeople.emma.accountId,
          inviterId: demoPeople.emma.accountId,
          inviterKind: "client",
          screenName: "Maan",
          showsTyping: false,
          showsReceipts: false,
          active: true,
        },
      ],
    });
  });

  it("gives no invitation that was not accepted", async () => {
    await world.sql(
      `UPDATE related_person_link SET accepted_at = NULL, typed_name = 'Youssef', typed_email = 'youssef@post.example',
         expires_at = now() + interval '1 day' WHERE id = $1`,
      [demoLinks.youssef.linkId],
    );
    const ids = { accountIds: [], linkIds: [demoLinks.youssef.linkId] };
    const records = (await world.browser().send("POST", "/internal/v1/directory", ids, service())).as(DirectoryRecords);
    expect(records.links).toEqual([]);
    expect((await snapshot()).links).toHaveLength(2);
    await world.sql(
      `UPDATE related_person_link SET accepted_at = now(), typed_name = NULL, typed_email = NULL, expires_at = NULL
       WHERE id = $1`,
      [demoLinks.youssef.linkId],
    );
  });

  it("gives everything at one position, and what changes later comes after it", async () => {
    await allNumbered();
    const whole = await snapshot();
    const { position, incarnation, events } = await feed();
    expect(whole).toMatchObject({ position, incarnation, lastEventId: events.at(-1)?.id });
    expect(whole.accounts).toHaveLength(9);
    expect(whole.relations).toMatchObject([
      { professionalId: demoPeople.sanne.accountId, clientId: demoPeople.emma.accountId },
      { professionalId: demoPeople.daan.accountId, clientId: demoPeople.lucas.accountId },
    ]);
    const pieter = await world.signedIn("pieter");
    await pieter.put(`/api/v1/links/${demoLinks.pieter.linkId}`, { screenName: "De buurman" });
    await allNumbered();
    const later = await feed(`after=${whole.position}`);
    expect(later.events).toMatchObject([{ type: "link-changed.v1", position: whole.position + 1 }]);
  });

  it("never misses a change in between: snapshot and feed together are the present state", async () => {
    const fatima = await world.signedIn("fatima");
    let writing = true;
    const writer = (async () => {
      for (let turn = 0; turn < 12; turn += 1) {
        await fatima.put(`/api/v1/links/${demoLinks.fatima.linkId}`, { screenName: `Zon ${turn}` });
      }
      writing = false;
    })();
    const pairs: { shown: string | null; position: number }[] = [];
    while (writing) {
      const { links, position } = await snapshot();
      pairs.push({ shown: links.find(({ id }) => id === demoLinks.fatima.linkId)?.screenName ?? null, position });
    }
    await writer;
    await allNumbered();
    // Each snapshot holds at least every change up to its position: turns told by then are shown, or newer ones.
    const { events } = await feed("types=link-changed.v1");
    const own = events.filter(({ payload }) => JSON.stringify(payload).includes(demoLinks.fatima.linkId)).slice(1);
    for (const { shown, position } of pairs) {
      const toldTurns = own.filter((event) => event.position <= position).length;
      const shownTurn = shown === "Maan" ? 0 : Number(shown?.split(" ")[1]) + 1;
      expect(shownTurn).toBeGreaterThanOrEqual(toldTurns);
    }
    expect(pairs.length).toBeGreaterThan(0);
  });
});

describe("the role of the service", () => {
  it("can change no table and reach no other database", async () => {
    const { pool } = world.deps.database;
    for (const statement of [
      "CREATE TABLE mine (id int)",
      "ALTER TABLE account ADD COLUMN mine int",
      "DROP TABLE session",
      "TRUNCATE session",
      "DELETE FROM account",
      "DELETE FROM sign_in",
      "UPDATE outbox SET payload = '{}'",
      "CREATE TABLE pgboss.mine (id int)",
    ]) {
      await expect(pool.query(statement), statement).rejects.toMatchObject({ code: "42501" });
    }
  });
});
