import { randomUUID } from "node:crypto";
import {
  AccessRequestId,
  AccountId,
  ConversationId,
  listEscalatedAccess,
  listTasks,
  readContactHistory,
  readInbox,
  readLog,
  readOwnContactHistory,
} from "@kring/domain/contract";
import { type DemoName, demoLinks, demoPeople } from "@kring/domain/demo";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

const { emma, sanne, daan, ruben, fatima } = demoPeople;
let feed: ConversationsFeed;
let world: World;
beforeAll(async () => {
  feed = await startConversationsFeed();
  world = await startWorld({ realtime: feed.realtime });
  await until("the feed is followed", async () => (await world.sql("SELECT FROM feed_position")).length === 1);
});
afterAll(() => feed.stop());

let told = 0;
const tell: ConversationsFeed["tell"] = (type, payload) => {
  told += 1;
  feed.tell(type, payload);
};
const applied = () =>
  until("the facts are applied", async () => {
    const [row] = await world.sql("SELECT position FROM feed_position");
    return Number(row?.position) === told;
  });
const tasksOf = async (person: DemoName) =>
  (await (await world.signedIn(person)).get("/api/v1/tasks")).as(listTasks.response).tasks;
const noticesOf = async (person: DemoName) =>
  (await (await world.signedIn(person)).get("/api/v1/inbox")).as(readInbox.response).notifications;

describe("V-05 a client's request for access", () => {
  const requestId = AccessRequestId.parse(randomUUID());
  const conversationId = ConversationId.parse(randomUUID());
  const request = { requestId, conversationId, clientId: emma.accountId };

  it("is a task and a notice of the professionals in the conversation, and stands in the log", async () => {
    tell("access-requested.v1", { ...request, professionals: [sanne.accountId] });
    await applied();
    expect(await tasksOf("sanne")).toContainEqual(
      expect.objectContaining({
        kind: "answer-access-request",
        client: { id: emma.accountId, name: emma.name },
        conversationId,
        accessRequestId: requestId,
      }),
    );
    expect(await noticesOf("sanne")).toMatchObject([
      { kind: "access-requested", link: `/conversations/${conversationId}` },
    ]);
    expect(await tasksOf("daan")).toEqual([]);
  });

  it("goes to the application manager when it is declined; the client is told", async () => {
    const answered = { ...request, accountId: sanne.accountId, by: "professional", answer: "declined" } as const;
    tell("access-answered.v1", answered);
    tell("access-escalated.v1", { ...request, why: "declined" });
    await applied();
    expect((await tasksOf("sanne")).filter(({ kind }) => kind === "answer-access-request")).toEqual([]);
    expect(await tasksOf("ruben")).toMatchObject([
      { kind: "decide-access-request", client: { id: emma.accountId, name: emma.name }, accessRequestId: requestId },
    ]);
    expect(await noticesOf("emma")).toMatchObject([{ kind: "access-declined", link: "/conversations/about-me" }]);
    expect(await noticesOf("ruben")).toMatchObject([{ kind: "access-escalated", link: "/access-requests" }]);
    expect(await tasksOf("noor")).toEqual([]);
  });

  it("is ended for everybody by a grant", async () => {
    tell("access-answered.v1", {
      ...request,
      accountId: ruben.accountId,
      by: "application-manager",
      answer: "granted",
    });
    await applied();
    expect(await tasksOf("ruben")).toEqual([]);
    expect((await noticesOf("emma"))[0]).toMatchObject({
      kind: "access-granted",
      link: `/conversations/${conversationId}`,
    });
  });

  it("is ended as quietly when the client was let in another way: no notice and no line of its own", async () => {
    const second = { ...request, requestId: AccessRequestId.parse(randomUUID()) };
    tell("access-requested.v1", { ...second, professionals: [sanne.accountId] });
    await applied();
    const notices = await noticesOf("emma");
    const [lines] = await world.sql("SELECT count(*)::int AS count FROM log_line");
    tell("access-closed.v1", second);
    await applied();
    expect((await tasksOf("sanne")).filter(({ kind }) => kind === "answer-access-request")).toEqual([]);
    expect(await noticesOf("emma")).toEqual(notices);
    expect(await world.sql("SELECT count(*)::int AS count FROM log_line")).toEqual([lines]);
  });

  it("stands with every answer in the contact history of the client, and cannot be seen there by another therapist", async () => {
    await world.sql("INSERT INTO relation (professional_id, client_id) VALUES ($1, $2)", [
      daan.accountId,
      emma.accountId,
    ]);
    tell("conversation-started.v1", { conversationId, accountId: sanne.accountId, clientId: emma.accountId });
    tell("message-deleted.v1", { conversationId, accountId: sanne.accountId, clientId: emma.accountId });
    tell("name-shown.v1", {
      conversationId,
      accountId: fatima.accountId,
      linkId: demoLinks.fatima.linkId,
      clientId: emma.accountId,
    });
    await applied();
    const own = (await (await world.signedIn("emma")).get("/api/v1/own/contact-history")).as(
      readOwnContactHistory.response,
    );
    const actions = own.lines.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        "requested-access",
        "declined-access",
        "escalated-access",
        "granted-access",
        "started-conversation",
        "deleted-message",
        "showed-own-name",
      ]),
    );
    const historyOf = async (person: DemoName) =>
      (await (await world.signedIn(person)).get(`/api/v1/clients/${emma.accountId}/contact-history`))
        .as(readContactHistory.response)
        .lines.filter(({ ground }) => ground === "conversation")
        .map(({ action }) => action);
    expect(await historyOf("daan")).toEqual([]);
    expect((await historyOf("sanne")).sort()).toEqual(["declined-access", "deleted-message", "started-conversation"]);
  });

  it("names no related person before the application manager, only the opaque id of the link (A-05)", async () => {
    const log = await (await world.signedIn("ruben")).get("/api/v1/log?limit=100");
    const { lines } = log.as(readLog.response);
    expect(lines.find(({ action }) => action === "showed-own-name")).toMatchObject({
      actor: { name: "" },
      details: { link: { id: demoLinks.fatima.linkId, inviter: "client" } },
    });
    expect(log.text).not.toContain(fatima.name);
    expect(log.text).not.toContain(fatima.accountId);
  });
});

describe("V-05 the application manager", () => {
  const escalated = {
    id: AccessRequestId.parse(randomUUID()),
    clientId: AccountId.parse(emma.accountId),
    professionalIds: [AccountId.parse(sanne.accountId)],
    startedAt: 1,
    requestedAt: 2,
    escalatedAt: 3,
    why: "declined",
    declined: { professionalId: AccountId.parse(sanne.accountId), at: 3, reason: "Not now" },
  } as const;

  it("sees client, professional, dates and reasons", async () => {
    feed.escalated = [{ ...escalated, professionalIds: [...escalated.professionalIds] }];
    const answer = await (await world.signedIn("ruben")).get("/api/v1/access-requests");
    expect(answer.as(listEscalatedAccess.response).requests).toEqual([
      {
        id: escalated.id,
        client: { id: emma.accountId, name: emma.name },
        professionals: [{ id: sanne.accountId, name: sanne.name }],
        startedAt: 1,
        requestedAt: 2,
        escalatedAt: 3,
        why: "declined",
        declined: { by: { id: sanne.accountId, name: sanne.name }, at: 3, reason: "Not now" },
      },
    ]);
  });

  it("decides; a request that is gone is not found", async () => {
    const manager = await world.signedIn("ruben");
    const decide = (id: string, body: object) => manager.post(`/api/v1/access-requests/${id}/decision`, body);
    expect((await decide(escalated.id, { answer: "grant" })).status).toBe(204);
    expect((await decide(escalated.id, { answer: "record-ground", ground: "A court forbids it" })).status).toBe(204);
    expect(feed.decided.map(({ body }) => body)).toEqual([
      { applicationManagerId: ruben.accountId, answer: "grant", ground: "" },
      { applicationManagerId: ruben.accountId, answer: "record-ground", ground: "A court forbids it" },
    ]);
    expect(await decide(randomUUID(), { answer: "grant" })).toMatchObject({ status: 404, code: "not-found" });
    expect(await decide(escalated.id, { answer: "record-ground", ground: " " })).toMatchObject({ status: 400 });
  });

  it("is told when nobody can answer now, and nobody else may decide", async () => {
    feed.escalated = null;
    expect(await (await world.signedIn("ruben")).get("/api/v1/access-requests")).toMatchObject({
      status: 503,
      code: "unavailable",
    });
    for (const person of ["sanne", "noor", "emma", "fatima"] as const) {
      const other = await world.signedIn(person);
      expect(await other.get("/api/v1/access-requests")).toMatchObject({ status: 404, code: "not-found" });
      expect(await other.post(`/api/v1/access-requests/${escalated.id}/decision`, { answer: "grant" })).toMatchObject({
        status: 404,
        code: "not-found",
      });
    }
  });
});
