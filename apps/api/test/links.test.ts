import { AFTER_HEADER, FeedPage, listOwnLinks, OwnLink, readInbox } from "@kring/domain/contract";
import { demoLinks, demoPeople } from "@kring/domain/demo";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
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

const pathOf = (id: string) => `/api/v1/links/${id}`;
const linksOf = async (person: Browser) => (await person.get("/api/v1/links")).as(listOwnLinks.response).links;

const countEvents = async () => {
  const [row] = await world.sql("SELECT count(*)::int AS n FROM outbox WHERE type <> 'session-ended.v1'");
  return Number(row?.n);
};

/** The event of the feed with this id. */
const told = (id: string | null) =>
  until("the event is in the feed", async () => {
    const answer = await world
      .browser()
      .get("/internal/v1/events?limit=500", { authorization: `Bearer ${world.config.internalToken}` });
    return answer.as(FeedPage).events.find((event) => event.id === id);
  });

describe("V-03 one's own links", () => {
  it("name the client and the inviter, and only to the related person", async () => {
    expect(await linksOf(await world.signedIn("fatima"))).toEqual([
      {
        id: demoLinks.fatima.linkId,
        client: { name: "Emma de Jong" },
        invitedBy: { kind: "client", name: "Emma de Jong" },
        since: expect.any(Number),
        screenName: "Maan",
        showsTyping: false,
        showsReceipts: false,
      },
    ]);
    expect(await linksOf(await world.signedIn("pieter"))).toMatchObject([
      { invitedBy: { kind: "therapist", name: "Sanne Bakker" }, screenName: null },
    ]);
    for (const person of ["emma", "sanne", "ruben"] as const)
      expect(await linksOf(await world.signedIn(person))).toEqual([]);
  });

  it("change with exactly one event, whose id the answer carries", async () => {
    const pieter = await world.signedIn("pieter");
    const before = await countEvents();
    const answer = await pieter.put(pathOf(demoLinks.pieter.linkId), {
      screenName: "  De\u202e  buurman ",
      showsTyping: true,
    });
    expect(answer.as(OwnLink)).toMatchObject({ screenName: "De buurman", showsTyping: true, showsReceipts: false });
    expect(await countEvents()).toBe(before + 1);
    expect(await told(answer.headers.get(AFTER_HEADER))).toMatchObject({
      type: "link-changed.v1",
      payload: { linkId: demoLinks.pieter.linkId },
      requestId: answer.headers.get("kring-request-id"),
    });
    expect((await pieter.put(pathOf(demoLinks.pieter.linkId), { screenName: null })).as(OwnLink)).toMatchObject({
      screenName: null,
      showsTyping: true,
    });
  });

  it("V-10 take no screen name that could be taken for somebody else", async () => {
    const youssef = await world.signedIn("youssef");
    const before = await countEvents();
    for (const screenName of ["Emma de Jong", "Emma", "Anoniem", "Behandelaar", "Kring", "\u200b", "x".repeat(41)]) {
      expect(await youssef.put(pathOf(demoLinks.youssef.linkId), { screenName })).toMatchObject({
        status: 422,
        code: "name-not-allowed",
      });
    }
    expect(await countEvents()).toBe(before);
    // Fatima is hidden from nobody here, but her screen name is not compared with either.
    expect((await youssef.put(pathOf(demoLinks.youssef.linkId), { screenName: "Maan" })).status).toBe(200);
  });

  it("V-10 take no screen name of somebody whom their owner sees there", async () => {
    const { linkId } = demoLinks.youssef;
    const youssef = await world.signedIn("youssef");
    const [before] = await linksOf(youssef);
    conversations.seenNames = ["Sanne Bakker", "Opa Karel"];
    for (const screenName of ["Sanne Bakker", "sanne  bakker", "Opa Karel", "GGZ Waterkant"])
      expect((await youssef.put(pathOf(linkId), { screenName })).code).toBe("name-not-allowed");
    expect(conversations.asked.at(-1)).toEqual({ accountId: demoPeople.youssef.accountId, linkId });
    expect(await linksOf(youssef)).toEqual([before]);
    conversations.seenNames = [];
    expect((await youssef.put(pathOf(linkId), { screenName: "Opa Karel" })).status).toBe(200);
  });

  it("V-10 keep the screen name that they have while nobody can say who is seen there; it can be cleared", async () => {
    const { linkId } = demoLinks.youssef;
    const youssef = await world.signedIn("youssef");
    const [before] = await linksOf(youssef);
    conversations.seenNames = null;
    const answer = await youssef.put(pathOf(linkId), { screenName: "Wandelaar", showsTyping: true });
    expect(answer).toMatchObject({ status: 503, code: "unavailable" });
    expect(await linksOf(youssef)).toEqual([before]);
    const asked = conversations.asked.length;
    expect((await youssef.put(pathOf(linkId), { screenName: null })).as(OwnLink).screenName).toBeNull();
    expect(conversations.asked.length).toBe(asked);
    conversations.seenNames = [];
  });

  it("are found by nobody else, like what is not there", async () => {
    const absent = await (await world.signedIn("fatima")).put(pathOf("00000000-0000-4000-8000-00000000ffff"), {});
    for (const person of ["youssef", "emma", "sanne"] as const) {
      const stranger = await world.signedIn(person);
      for (const answer of [
        await stranger.put(pathOf(demoLinks.fatima.linkId), { screenName: "Zon" }),
        await stranger.delete(pathOf(demoLinks.fatima.linkId)),
      ]) {
        expect(answer).toMatchObject({ status: 404, code: "not-found" });
        expect(answer.text.replace(/"requestId":"[^"]+"/, "")).toBe(absent.text.replace(/"requestId":"[^"]+"/, ""));
      }
    }
    expect(conversations.asked.filter(({ linkId }) => linkId === demoLinks.fatima.linkId)).toEqual([]);
    expect(await linksOf(await world.signedIn("fatima"))).toMatchObject([{ screenName: "Maan" }]);
  });

  it("P-06 end by the related person's own will, once; the inviter is told that a link ended", async () => {
    const pieter = await world.signedIn("pieter");
    const before = await countEvents();
    const answer = await pieter.delete(pathOf(demoLinks.pieter.linkId));
    expect(answer.status).toBe(204);
    expect(await countEvents()).toBe(before + 1);
    expect(await told(answer.headers.get(AFTER_HEADER))).toMatchObject({ type: "link-changed.v1" });
    expect(await linksOf(pieter)).toEqual([]);
    expect((await pieter.delete(pathOf(demoLinks.pieter.linkId))).code).toBe("not-found");
    const sanne = await world.signedIn("sanne");
    const { notifications } = (await sanne.get("/api/v1/inbox")).as(readInbox.response);
    expect(notifications).toMatchObject([
      { kind: "link-ended", link: `/clients/${demoPeople.emma.accountId}/related-persons`, read: false },
    ]);
    const mail = await until("the mail", () => world.mail.raw.find((raw) => raw.includes(demoPeople.sanne.email)));
    expect(mail).not.toMatch(/pieter|emma/i);
  });

  it("keep their names when two changes race: each makes its own event", async () => {
    const fatima = await world.signedIn("fatima");
    const before = await countEvents();
    const names = ["Zon", "Ster", "Wolk", "Regen"];
    const answers = await Promise.all(
      names.map((screenName) => fatima.put(pathOf(demoLinks.fatima.linkId), { screenName })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get(AFTER_HEADER))).size).toBe(4);
    expect(await countEvents()).toBe(before + 4);
    const [last] = await world.sql(
      "SELECT event_id FROM outbox WHERE type = 'link-changed.v1' ORDER BY id DESC LIMIT 1",
    );
    const winner = answers.findIndex(({ headers }) => headers.get(AFTER_HEADER) === last?.event_id);
    expect(await linksOf(fatima)).toMatchObject([{ screenName: names[winner] }]);
  });
});
