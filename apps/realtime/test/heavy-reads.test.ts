import { randomUUID } from "node:crypto";
import {
  type AnyEntry,
  type ConversationId,
  type EventId,
  MESSAGE_MAX_LENGTH,
  type Resumed,
} from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { MOST_TEXT } from "../src/entry/index.ts";
import { sendBatch } from "../src/message/index.ts";
import { SOCKET_LIMITS, type SocketLimits } from "../src/socket/index.ts";
import { idOf } from "./support/cast.ts";
import { type Device, newMessageId } from "./support/device.ts";
import { type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

const LONGEST = "€".repeat(MESSAGE_MAX_LENGTH);

const sayLong = (stage: Stage, c: ConversationId, count: number) =>
  sendBatch(
    stage.pool,
    Array.from({ length: count }, () => ({
      kind: "message" as const,
      c,
      account: idOf("daan"),
      id: newMessageId(),
      text: LONGEST,
    })),
  );

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const textOf = (entries: readonly (AnyEntry | null)[]) =>
  entries.reduce((sum, entry) => sum + (entry?.kind === "message" ? Buffer.byteLength(entry.text) : 0), 0);
/** The last entry may reach beyond what fits: there is always one. */
const MOST = MOST_TEXT + Buffer.byteLength(LONGEST);

async function resume(device: Device, conversations: { c: ConversationId; n: number }[], after?: EventId) {
  const { incarnation } = await device.awaitHello();
  return device.emit("resume", { incarnation, conversations, ...(after === undefined ? {} : { after }) });
}

async function read<Body>(stage: Stage, gateway: TestGateway, path: string): Promise<Body> {
  const response = await stage.get(gateway, `/realtime/v1/conversations${path}`, "sanne");
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}

const unlimited = { burst: 9_000, perSecond: 9_000 };
const withResume = (resume: SocketLimits["events"]): SocketLimits => ({
  ...SOCKET_LIMITS,
  events: unlimited,
  packets: unlimited,
  account: { ...SOCKET_LIMITS.account, resume },
});

describe("an answer holds so much text and no more; nothing is lost by that", () => {
  test("a resume of several conversations goes on in parts, each further than the one before", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway({ limits: withResume(unlimited) });
    const all = new Map<ConversationId, number[]>();
    for (let n = 0; n < 20; n += 1) all.set(await stage.start(["daan", "sanne"]), []);
    for (const c of all.keys()) await sayLong(stage, c, 3);
    const sanne = await stage.device(gateway, "sanne");
    let wanted = [...all.keys()];
    while (wanted.length > 0) {
      const answer = await resume(
        sanne,
        wanted.map((c) => ({ c, n: all.get(c)?.at(-1) ?? 0 })),
      );
      if (!answer.ok) throw new Error(answer.error.code);
      const open = answer.conversations.filter((one): one is Extract<Resumed, { state: "open" }> => "entries" in one);
      expect(open.map(({ c, head }) => [c, head])).toEqual(wanted.map((c) => [c, 3]));
      const entries = open.flatMap((one) => one.entries);
      expect(entries.length).toBeGreaterThan(0);
      expect(textOf(entries)).toBeLessThan(MOST);
      for (const one of open) all.get(one.c)?.push(...one.entries.map(({ n }) => n));
      wanted = open.filter(({ more }) => more).map(({ c }) => c);
    }
    expect([...all.values()]).toEqual(Array.from({ length: 20 }, () => upTo(3)));
  });

  test("a page of history ends where the text does not fit, and the next one begins there", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    await sayLong(stage, c, 40);
    const seen: number[] = [];
    for (let more = true; more; ) {
      const before = seen[0] === undefined ? "" : `&before=${seen[0]}`;
      const path = `/${c}/entries?limit=100${before}`;
      const page = await read<{ entries: AnyEntry[]; more: boolean }>(stage, gateway, path);
      expect(page.entries.length).toBeGreaterThan(0);
      expect(textOf(page.entries)).toBeLessThan(MOST);
      seen.unshift(...page.entries.map(({ n }) => n));
      more = page.more;
    }
    expect(seen).toEqual(upTo(40));
  });

  test("names of files count as text does", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const file = { id: randomUUID(), kind: "pdf", type: "application/pdf", size: 7, name: `${"€".repeat(100)}.pdf` };
    await stage.database.pool("kring_conversations_owner").query(
      `WITH said AS (
         INSERT INTO entry (conversation_id, seq, kind, sender, client_id, at, body, files)
         SELECT $1, n, 'message', (SELECT handle FROM participant WHERE conversation_id = $1 AND account_id = $3),
           gen_random_uuid(), now(), '', $2::jsonb FROM generate_series(1, 200) AS n
       ) UPDATE conversation SET head = 200 WHERE id = $1`,
      [c, JSON.stringify(Array.from({ length: 10 }, () => file)), idOf("daan")],
    );
    const entries: AnyEntry[] = [];
    for (let before = 201; before > 1; before = entries[0]?.n ?? 0) {
      const page = await read<{ entries: AnyEntry[] }>(stage, gateway, `/${c}/entries?limit=100&before=${before}`);
      expect(Buffer.byteLength(JSON.stringify(page.entries))).toBeLessThan(2 * MOST_TEXT);
      entries.unshift(...page.entries);
    }
    expect(entries.map(({ n }) => n)).toEqual(upTo(200));
    const sanne = await stage.device(gateway, "sanne");
    const answer = await resume(sanne, [{ c, n: 0 }]);
    expect(answer).toMatchObject({ conversations: [{ head: 200, more: true }] });
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(2 * MOST_TEXT);
  });

  test("a page of the list with long last messages is shorter, and every conversation comes once", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const started: ConversationId[] = [];
    for (let n = 0; n < 25; n += 1) started.unshift(await stage.start(["daan", "sanne"]));
    for (const c of started.toReversed()) await sayLong(stage, c, 1);
    const seen: ConversationId[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const cursor: string = next === "" ? "" : `&cursor=${next}`;
      const page: { conversations: { id: ConversationId; last: AnyEntry | null }[]; next: string | null } = await read(
        stage,
        gateway,
        `?limit=50${cursor}`,
      );
      expect(page.conversations.length).toBeGreaterThan(0);
      expect(textOf(page.conversations.map(({ last }) => last))).toBeLessThan(MOST);
      seen.push(...page.conversations.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual(started);
  });
});

describe("one account can't take what all accounts share", () => {
  test("messages are stored while every connection for reading is taken", async () => {
    const stage = await startStage();
    const pool = stage.database.pool("kring_realtime", 2);
    const gateway = await stage.gateway({ pool });
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    const taken = [await pool.connect(), await pool.connect()];
    try {
      expect(await daan.send(c, "Ik wacht op niemand")).toMatchObject({ ok: true, n: 1 });
    } finally {
      for (const client of taken) client.release();
    }
  });

  test("a heavy resume counts as several, a light one as one", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway({ limits: withResume({ burst: 5, perSecond: 0.001 }) });
    const c = await stage.start(["daan", "sanne"]);
    await sayLong(stage, c, 40);
    const daan = await stage.device(gateway, "daan");
    for (let n = 0; n < 5; n += 1) expect(await resume(daan, [{ c, n: 40 }])).toMatchObject({ ok: true });
    expect(await resume(daan, [{ c, n: 40 }])).toMatchObject({ ok: false, error: { code: "too-many-requests" } });

    const sanne = await stage.device(gateway, "sanne");
    expect(await resume(sanne, [{ c, n: 0 }])).toMatchObject({ ok: true });
    expect(await resume(sanne, [{ c, n: 0 }])).toMatchObject({ ok: true });
    const refused = await resume(sanne, [{ c, n: 40 }]);
    expect(refused).toMatchObject({ ok: false, error: { code: "too-many-requests" } });
    expect(refused.ok === false && refused.error.retryAfterMs).toBeGreaterThan(1_000_000);
  });

  test("resumes and readings of one account queue up to a bound, over all its devices; others are served at once", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway({ limits: withResume(unlimited) });
    const c = await stage.start(["daan", "sanne"]);
    const devices = [await stage.device(gateway, "daan"), await stage.device(gateway, "daan")];
    const sanne = await stage.device(gateway, "sanne");
    const event = randomUUID() as EventId;
    const codes: string[] = [];
    const note = (code: string) => void codes.push(code);
    const resumes = Array.from({ length: 40 }, (_, n) => {
      const device = devices[n % 2];
      if (!device) throw new Error("No device");
      return resume(device, [{ c, n: 0 }], event).then((answer) => note(answer.ok ? "ok" : answer.error.code));
    });
    await until("too many wait", () => codes.includes("too-many-requests"));
    expect(await resume(sanne, [{ c, n: 0 }])).toMatchObject({ ok: true });

    const statuses: number[] = [];
    const readings = Array.from({ length: 60 }, () =>
      stage
        .get(gateway, `/realtime/v1/conversations/${c}/entries`, "daan", { "kring-after": event })
        .then((response) => {
          statuses.push(response.status);
        }),
    );
    await until("too many wait", () => statuses.includes(429));
    expect(await read(stage, gateway, `/${c}/entries`)).toMatchObject({ entries: [] });

    // What all of them waited for.
    await stage.pool.query("INSERT INTO applied_event (event_id) VALUES ($1)", [event]);
    await Promise.all([...resumes, ...readings]);
    expect(codes).toContain("ok");
    expect(statuses).toContain(200);
    const possible = ["ok", "not-yet", "too-many-requests", 200, 425, 429];
    expect([...codes, ...statuses].filter((answer) => !possible.includes(answer))).toEqual([]);
    expect(await resume(devices[0] as Device, [{ c, n: 0 }])).toMatchObject({ ok: true });
  });
});
