import { type ConversationView, readConversation } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { demoLinks, type Exchange, type Session, type TestClient, until } from "../src/index.ts";
import { open, sees, talk, useWorld } from "./support.ts";

const world = useWorld({ gateways: 2 });

const viewOf = (client: TestClient, id: string) =>
  client.conversations.getSnapshot().items.find((item) => item.id === id) ??
  expect.fail(`${client.session.person} has no conversation ${id}`);
const others = (client: TestClient, id: string) =>
  viewOf(client, id)
    .roster.participants.filter(({ you }) => !you)
    .map(({ name, screenName, number }) => ({ name, screenName, number }));

describe("V-03 per-viewer identity", () => {
  it("shows Sanne a screen name and an Anonymous, and Emma the names", async () => {
    const [sanne, emma] = await Promise.all([world().client("sanne"), world().client("emma")]);
    expect(others(sanne, talk.circle)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "Emma de Jong" }),
        { name: null, screenName: "Maan", number: 1 },
        { name: null, screenName: null, number: 1 },
      ]),
    );
    expect(others(emma, talk.circle).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Sanne Bakker", "Fatima El Amrani", "Youssef Haddad"]),
    );
    const masked = viewOf(sanne, talk.circle).roster.participants.filter(({ mask }) => mask !== null);
    expect(masked.map(({ screenName }) => screenName).sort()).toEqual(["Maan", null]);
    for (const client of [sanne, emma]) client.close();
  });

  it("shows Sanne the name of Pieter, whom she invited, in that conversation and nowhere else", async () => {
    const sanne = await world().client("sanne");
    const pieter = viewOf(sanne, talk.sannePieter).roster.participants.find(({ you }) => !you);
    expect(pieter).toMatchObject({ name: "Pieter de Jong", screenName: null, leads: "screen-name" });
    const elsewhere = sanne.conversations.getSnapshot().items.filter(({ id }) => id !== talk.sannePieter);
    expect(elsewhere.length).toBeGreaterThan(2);
    expect(JSON.stringify(elsewhere)).not.toContain("Pieter");
    sanne.close();
  });

  it("gives the same person another handle in another conversation", async () => {
    const emma = await world().client("emma");
    const handles = emma.conversations
      .getSnapshot()
      .items.flatMap(({ roster }) => roster.participants)
      .map(({ handle }) => handle);
    expect(new Set(handles).size).toBe(handles.length);
    emma.close();
  });

  it("answers the same for a conversation of others and one that never was", async () => {
    const sanne = await world().session("sanne");
    const issued = await sanne.token();
    if (issued === "ended") return expect.fail("Sanne is signed in");
    const headers = { authorization: `Bearer ${issued.token}` };
    const read = async (id: string) => {
      const { status, text } = await sanne.fetch("GET", readConversation.path.replace(":conversationId", id), {
        headers,
      });
      return { status, body: text.replace(/"requestId":"[^"]+"/, "") };
    };
    const hidden = await read(talk.emmaFatima);
    expect(hidden.status).toBe(404);
    expect(await read("00000000-0000-4000-8000-00000000aaaa")).toEqual(hidden);
  });
});

describe("V-04 a screen name that changes", () => {
  it("re-renders live where that record is used, and nowhere else", async () => {
    const [sanne, daan, pieter, fatima, emma] = await Promise.all([
      world().rawSocket("sanne", { gateway: 0 }),
      world().rawSocket("daan", { gateway: 1 }),
      world().rawSocket("pieter", { gateway: 1 }),
      world().session("fatima"),
      world().client("emma", { gateway: 1 }),
    ]);
    await Promise.all([sanne, daan, pieter].map((socket) => socket.next("hello")));
    await fatima.changeLink(demoLinks.fatima.linkId, { screenName: "Zonsopgang" });

    const { c, roster } = await sanne.next("roster");
    expect(c).toBe(talk.circle);
    expect(roster.participants.map(({ screenName }) => screenName)).toContain("Zonsopgang");
    for (const id of [talk.circle, talk.emmaFatima]) {
      await until("Emma sees it in both", () => JSON.stringify(viewOf(emma, id).roster).includes("Zonsopgang"));
    }
    await world().settle();
    // What comes after the change reached everybody shows that nothing came before it.
    const marker = await open(await world().client("sanne"), talk.daanSanne);
    marker.send("marker for Daan");
    await until("Daan has the marker", () => daan.frames.some(({ name }) => name === "entry"));
    expect(daan.frames.filter(({ name }) => name === "roster")).toEqual([]);
    expect(pieter.frames.filter(({ name }) => name === "roster")).toEqual([]);
    expect(sanne.frames.filter(({ name }) => name === "roster").length).toBe(1);
    for (const socket of [sanne, daan, pieter]) socket.close();
    emma.close();
  });
});

/** Reads the conversation as it is after this change. */
async function askForCircle(session: Session, after: string): Promise<Exchange> {
  const issued = await session.token();
  if (issued === "ended") return expect.fail("the session has not ended");
  const path = readConversation.path.replace(":conversationId", talk.circle);
  return session.fetch("GET", path, { headers: { authorization: `Bearer ${issued.token}`, "kring-after": after } });
}

async function readCircle(session: Session, after: string): Promise<Exchange | undefined> {
  const answer = await askForCircle(session, after);
  return answer.status === 425 ? undefined : answer;
}

const nameOfOneself = ({ roster }: ConversationView) => roster.participants.find(({ you }) => you)?.screenName;

describe("Kring-After: one's own change is visible in what follows", () => {
  it("also while the doorbell is away, and never as something older", async () => {
    const fatima = await world().client("fatima");
    world().natsAway();
    for (const screenName of ["Ochtend", "Middag", "Avond"]) {
      const change = await fatima.session.changeLink(demoLinks.fatima.linkId, { screenName });
      const answer = await until("an answer other than not-yet", () => readCircle(fatima.session, change));
      expect(nameOfOneself(readConversation.response.parse(answer.json()).conversation)).toBe(screenName);
      fatima.after(change);
      await fatima.conversations.refresh();
      // A frame that was under way can put what was before over it, until the next one comes.
      await until(`her list says ${screenName}`, () => nameOfOneself(viewOf(fatima, talk.circle)) === screenName);
    }
    expect(world().natsTap.connections()).toBe(0);
    await world().natsBack();
    fatima.close();
  });

  it("says not-yet, with a time to wait, for a change that has not come", async () => {
    const fatima = await world().session("fatima");
    const answer = await askForCircle(fatima, "00000000-0000-4000-8000-00000000bbbb");
    expect(answer.status).toBe(425);
    expect(answer.json()).toMatchObject({ code: "not-yet", retryAfterMs: expect.any(Number) });
  });
});

describe("V-06 a tie that ends", () => {
  it("drops the related person at once, on every screen, and lets nothing more through", async () => {
    const [youssef, raw, emma] = await Promise.all([
      world().client("youssef", { gateway: 0 }),
      world().rawSocket("youssef", { gateway: 1 }),
      world().client("emma", { gateway: 1 }),
    ]);
    const [his, hers] = await Promise.all([open(youssef, talk.circle), open(emma, talk.circle)]);
    await raw.next("hello");
    await youssef.session.endLink(demoLinks.youssef.linkId);

    await until("Youssef has lost it", () => his.now().state === "gone");
    expect(his.now()).toMatchObject({ view: null, entries: [] });
    expect((await raw.next("conversation.lost")).c).toBe(talk.circle);
    expect(youssef.conversations.getSnapshot().items.map(({ id }) => id)).not.toContain(talk.circle);
    await until("Emma sees that he left", () => hers.now().entries.at(-1)?.kind === "left");

    const known = raw.frames.length;
    hers.send("after Youssef left");
    await sees(hers, "after Youssef left");
    expect(
      await raw.ask("message.send", { c: talk.circle, id: crypto.randomUUID() as never, text: "let me in" }),
    ).toMatchObject({
      ok: false,
      error: { code: "not-found" },
    });
    expect(raw.frames.slice(known).filter(({ name }) => name === "entry")).toEqual([]);
    for (const client of [youssef, emma]) client.close();
    raw.close();
  });
});
