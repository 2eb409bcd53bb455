import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { type ConversationId, type ConversationView, type Handle, subjects } from "@kring/domain/contract";
import { createLogger, createMetrics, listen, type Metrics, noteSkipped } from "@kring/service-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { createAccountsSource } from "../src/directory/index.ts";
import { API_TOKEN } from "./support/accounts.ts";
import { idOf, recordOf } from "./support/cast.ts";
import type { Device } from "./support/device.ts";
import { skippedKinds } from "./support/skipped-kinds.ts";
import { INTERNAL_TOKEN, type Stage, startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const CANARY = "kring-canary-5c20";

function openLog() {
  const lines: string[] = [];
  const logger = createLogger({
    service: "test",
    level: "info",
    destination: { write: (line) => void lines.push(line) },
  });
  const warnings = (border: string) => lines.filter((line) => line.includes(`"border":"${border}"`));
  return { logger, lines, warnings };
}

async function skippedAt(metrics: Metrics, border: string): Promise<number> {
  const { values } = await metrics.skipped.get();
  return values.find(({ labels }) => labels.border === border)?.value ?? 0;
}

async function setStage(changes: { natsUrl?: string } = {}) {
  const stage = await startStage();
  const metrics = createMetrics("test");
  const log = openLog();
  const gateway = await stage.gateway({ metrics, logger: log.logger, ...changes });
  const c = await stage.start(["sanne", "emma"]);
  const emma = await stage.device(gateway, "emma");
  const sanne = await stage.device(gateway, "sanne");
  await emma.send(c, "eerste");
  await sanne.awaitFrame("entry");
  return { stage, gateway, metrics, log, c, emma, sanne };
}

/** What a gateway of a later version does: an entry of a kind of its own, numbered like all others. */
async function poll(stage: Stage, c: ConversationId): Promise<{ n: number; at: number; by: Handle }> {
  const owner = stage.database.pool("kring_conversations_owner");
  await owner.query("ALTER TABLE entry DROP CONSTRAINT IF EXISTS entry_kind_check");
  const { rows } = await owner.query<{ n: number; at: Date; by: Handle }>(
    `WITH moved AS (UPDATE conversation SET head = head + 1, last_at = now() WHERE id = $1 RETURNING head)
     INSERT INTO entry (conversation_id, seq, kind, sender, at) SELECT $1, head, 'poll', (
       SELECT handle FROM participant WHERE conversation_id = $1 AND account_id = $2
     ), now() FROM moved RETURNING seq AS n, at, sender AS by`,
    [c, idOf("sanne")],
  );
  const [entry] = rows;
  if (!entry) throw new Error("There is no such conversation.");
  return { ...entry, at: entry.at.getTime() };
}

async function expectToGoOn(device: Device, from: Device, c: ConversationId, n: number): Promise<void> {
  expect(await from.send(c, "verder")).toMatchObject({ ok: true, n });
  await device.awaitFrame("entry", ({ e }) => e.n === n);
}

describe("V-09 an entry of a kind from a later version", () => {
  test("takes its number for everybody, shows nothing of what it says, and is no gap: from NATS", async () => {
    const { stage, gateway, metrics, log, c, emma, sanne } = await setStage();
    const { stop, nats } = await stage.gateway();
    for (let round = 0; round < 3; round += 1) {
      const { n, at, by } = await poll(stage, c);
      const frame = { v: 1, type: "entry", e: { n, at, by, kind: "poll", question: CANARY }, id: CANARY };
      nats.publish(subjects.conversation(c), JSON.stringify({ ...frame, id: undefined }));
      const { e } = await sanne.awaitFrame("entry", (got) => got.e.n === n);
      expect(e).toEqual({ n, at, kind: "unknown" });
      await expectToGoOn(sanne, emma, c, n + 1);
    }
    expect(sanne.numbers(c)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(JSON.stringify([sanne.frames, emma.frames, log.lines])).not.toContain(CANARY);
    expect(await skippedAt(metrics, "entry")).toBe(3);
    expect(log.warnings("entry")).toHaveLength(1);
    expect((await stage.get(gateway, `/realtime/v1/conversations/${c}`, "emma")).status).toBe(200);
    await stop();
  });

  test("the same where it is found in Postgres, in pages, after a reconnect, in the list and in an export", async () => {
    const { stage, gateway, metrics, c, emma, sanne } = await setStage({ natsUrl: "nats://127.0.0.1:1" });
    const { n, at } = await poll(stage, c);
    await sanne.awaitFrame("entry", ({ e }) => e.n === n);
    expect(await skippedAt(metrics, "entry")).toBe(1);
    const unknown = { n, at, kind: "unknown" };
    const page = await (await stage.get(gateway, `/realtime/v1/conversations/${c}/entries`, "emma")).json();
    expect(page).toMatchObject({ entries: [{ n: 1 }, unknown] });
    expect(await skippedAt(metrics, "entry")).toBe(2);
    const view = await (await stage.get(gateway, `/realtime/v1/conversations/${c}`, "emma")).json();
    expect((view as { conversation: ConversationView }).conversation).toMatchObject({ head: n, last: unknown });
    const { incarnation } = await emma.awaitHello();
    expect(await emma.emit("resume", { incarnation, conversations: [{ c, n: 1 }] })).toMatchObject({
      conversations: [{ c, head: n, entries: [unknown], more: false }],
    });
    expect(await skippedAt(metrics, "entry")).toBe(3);
    const exported = await fetch(`${gateway.url}/internal/v1/conversation-export`, {
      method: "POST",
      headers: { authorization: `Bearer ${INTERNAL_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ accountId: idOf("emma"), cursor: null }),
    });
    expect(await exported.json()).toMatchObject({ entries: [{ n: 1, kind: "message" }] });
    await expectToGoOn(sanne, emma, c, n + 1);
  });
});

describe("V-09 frames on NATS that this version cannot read", () => {
  test.each([
    ["nats-conversation", (c: ConversationId) => subjects.conversation(c)],
    ["nats-typing", (c: ConversationId) => subjects.typing(c)],
    ["nats-account", () => subjects.account(idOf("sanne"))],
  ] as const)(
    "are skipped and counted at %s, told once without what they say, and nothing is lost",
    async (border, subjectOf) => {
      const { stage, metrics, log, c, emma, sanne } = await setStage();
      const { nats } = await stage.gateway();
      const frames = [
        JSON.stringify({ v: 1, type: "reaction", by: CANARY, to: CANARY }),
        JSON.stringify({ v: 2, type: "entry", e: CANARY }),
        `{"half": "${CANARY}`,
        "",
        "[]",
      ];
      for (const frame of frames) nats.publish(subjectOf(c), frame);
      await nats.flush();
      await until("all were counted", async () => (await skippedAt(metrics, border)) === frames.length);
      expect(log.warnings(border)).toHaveLength(1);
      expect(log.lines.join("")).not.toContain(CANARY);
      const { values } = await metrics.skipped.get();
      expect(values.map(({ labels }) => labels)).toEqual([{ border }]);
      await expectToGoOn(sanne, emma, c, 2);
    },
  );

  test("a frame with fields that are not known is read without them", async () => {
    const { stage, metrics, c, sanne } = await setStage();
    const { nats } = await stage.gateway();
    const { rows } = await stage.pool.query<{ handle: Handle }>(
      "SELECT handle FROM participant WHERE conversation_id = $1 AND account_id = $2",
      [c, idOf("emma")],
    );
    const by = rows[0]?.handle;
    nats.publish(subjects.typing(c), JSON.stringify({ v: 1, by, mood: CANARY }));
    nats.publish(subjects.account(idOf("sanne")), JSON.stringify({ v: 1, type: "inbox-changed", why: CANARY }));
    expect(await sanne.awaitFrame("typing")).toEqual({ c, by });
    expect(await sanne.awaitFrame("inbox.changed")).toEqual({});
    expect((await metrics.skipped.get()).values).toEqual([]);
  });
});

describe("what a newer client or accounts service says", () => {
  test("an event that this gateway does not know is answered at once, and counted", async () => {
    const { metrics, log, c, emma, sanne } = await setStage();
    const untyped = emma.socket.timeout(5_000);
    for (let round = 0; round < 2; round += 1)
      expect(await untyped.emitWithAck("message.react", { c, of: 1, what: CANARY })).toMatchObject({
        ok: false,
        error: { code: "invalid-input" },
      });
    emma.raw("message.react", { c });
    emma.raw("constructor", { c });
    await until("all were counted", async () => (await skippedAt(metrics, "socket")) === 4);
    expect(log.warnings("socket")).toHaveLength(1);
    expect(log.lines.join("")).not.toContain(CANARY);
    await expectToGoOn(sanne, emma, c, 2);
  });

  test("a payload with fields that are not known is taken without them, by a gateway of either version", async () => {
    const { c, emma, sanne } = await setStage();
    const newer = { c, of: 1, text: "anders", tone: CANARY };
    expect(await emma.emit("message.edit", newer)).toMatchObject({ ok: true, n: 2 });
    expect((await sanne.awaitFrame("entry", ({ e }) => e.n === 2)).e).toMatchObject({ kind: "edited" });
  });

  test("a fact of a kind that is not known is skipped and counted, and those behind it are applied", async () => {
    const { stage, metrics, log, sanne } = await setStage();
    await stage.accounts.tellNews();
    await stage.accounts.tellNews();
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    await sanne.awaitFrame("conversation.lost");
    expect(await skippedAt(metrics, "feed-accounts")).toBe(2);
    expect(log.warnings("feed-accounts")).toHaveLength(1);
    expect(await skippedKinds(stage)).toEqual(["account-merged.v1"]);
  });

  test("T-06 a role that is not known gives nothing, an account or link of a kind that is not known is not there", async () => {
    const stage = await startStage();
    const log = openLog();
    const metrics = createMetrics("test");
    const url = await standBefore(stage.accounts.url, (body) =>
      body.replace('"secretary"', '"auditor"').replace(/"kind":"related-person"/g, '"kind":"device"'),
    );
    await stage.gateway({
      accounts: createAccountsSource({
        url,
        token: API_TOKEN,
        onSkipped: () => noteSkipped("directory", { logger: log.logger, metrics }),
      }),
    });
    await stage.accounts.put(recordOf("sanne", { roles: ["therapist", "secretary"] }));
    await stage.applied(await stage.accounts.put(recordOf("pieter")));
    const read = async (name: "sanne" | "pieter") =>
      (await stage.pool.query("SELECT roles, active FROM account WHERE id = $1", [idOf(name)])).rows;
    expect(await read("sanne")).toEqual([{ roles: ["therapist"], active: true }]);
    expect(await read("pieter")).toEqual([]);
    await expect(stage.start(["sanne", "pieter"])).rejects.toMatchObject({ code: "not-found" });
    await stage.start(["sanne", "emma"]);
    expect(await skippedAt(metrics, "directory")).toBeGreaterThanOrEqual(2);
    expect(log.warnings("directory")).toHaveLength(1);
    expect(await skippedKinds(stage)).toEqual(["account device", "role auditor"]);
  });
});

/** An accounts service of a later version: what the present one answers, in other words. */
async function standBefore(url: string, rewrite: (body: string) => string): Promise<string> {
  const server = createServer(async (request, response) => {
    const { method = "GET", headers } = request;
    const body = method === "GET" ? null : await text(request);
    const asked = { authorization: headers.authorization ?? "", "content-type": "application/json" };
    try {
      const answer = await fetch(`${url}${request.url}`, { method, headers: asked, body });
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(rewrite(await answer.text()));
    } catch {
      response.destroy();
    }
  });
  const running = await listen(server, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => running.close(0));
  return `http://127.0.0.1:${running.port}`;
}
