import type { ConversationId, ConversationView, Entry } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { join, leave } from "./support/join.ts";
import { type Stage, startStage, type TestGateway } from "./support/stage.ts";

interface Found {
  found: { c: ConversationId; e: Extract<Entry, { kind: "message" }> }[];
  conversations: ConversationView[];
  next: string | null;
}

type Query = { find: string; conversation?: string; cursor?: string };

async function ask(stage: Stage, gateway: TestGateway, name: DemoName, query: Query): Promise<Response> {
  return stage.get(gateway, `/realtime/v1/messages?${new URLSearchParams({ ...query })}`, name);
}

async function search(...given: Parameters<typeof ask>): Promise<Found> {
  const response = await ask(...given);
  expect(response.status).toBe(200);
  return (await response.json()) as Found;
}

const textsOf = ({ found }: Found) => found.map(({ e }) => e.text);

/** Messages of Emma, said long ago and all at once, by the owner of the database. */
async function fill(stage: Stage, c: ConversationId, count: number, text: (n: number) => string): Promise<void> {
  const owner = stage.database.pool("kring_conversations_owner");
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  await owner.query(
    `INSERT INTO entry (conversation_id, seq, kind, sender, client_id, at, body)
     SELECT $1, n, 'message', (SELECT handle FROM participant WHERE conversation_id = $1 AND kind = 'client'), gen_random_uuid(),
       now() - ($3::int - n) * interval '1 second', convert_to(t, 'UTF8')
     FROM unnest($2::int[], $4::text[]) AS given (n, t)`,
    [c, numbers, count, numbers.map(text)],
  );
  await owner.query("UPDATE conversation SET head = $2, last_at = now() WHERE id = $1", [c, count]);
}

describe("V-08 search", () => {
  test("finds words of messages whatever their capitals and accents, newest first over all conversations", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const one = await stage.start(["emma", "sanne", "fatima"]);
    const two = await stage.start(["emma", "sanne"]);
    const emma = await stage.device(gateway, "emma");
    await emma.send(one, "Een CAFÉ aan zee");
    await emma.send(two, "in het cafe\u0301");
    await emma.send(one, "iets anders");
    await emma.send(one, "Cafetaria  Noord");
    const result = await search(stage, gateway, "sanne", { find: "cafe" });
    expect(textsOf(result)).toEqual(["Cafetaria  Noord", "in het cafe\u0301", "Een CAFÉ aan zee"]);
    expect(result.next).toBeNull();
    expect(new Set(result.conversations.map(({ id }) => id))).toEqual(new Set([one, two]));
    expect(result.found.every(({ e }) => !("id" in e))).toBe(true);
    expect((await search(stage, gateway, "emma", { find: "cafe" })).found.every(({ e }) => "id" in e)).toBe(true);
    expect(textsOf(await search(stage, gateway, "sanne", { find: "cafetaria noord" }))).toHaveLength(1);
    expect(textsOf(await search(stage, gateway, "sanne", { find: "cafe", conversation: two }))).toEqual([
      "in het cafe\u0301",
    ]);
    expect(textsOf(await search(stage, gateway, "fatima", { find: "CAFÉ" }))).toHaveLength(2);
  });

  test("V-03 V-06 never finds what one may not read: others' conversations, before one came, after one left, deleted texts, names", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const emma = await stage.device(gateway, "emma");
    await emma.send(c, "appel één");
    await join(stage.pool, c, "daan");
    await emma.send(c, "appel twee");
    await emma.send(c, "appel drie");
    await emma.emit("message.delete", { c, of: 4 });
    await leave(stage.pool, c, "sanne", { keeps: true });
    await leave(stage.pool, c, "fatima");
    await emma.send(c, "appel vier");
    await emma.emit("message.edit", { c, of: 1, text: "appel anders" });

    const find = async (name: DemoName, text = "appel") => textsOf(await search(stage, gateway, name, { find: text }));
    expect(await find("emma")).toEqual(["appel vier", "appel twee", "appel anders"]);
    expect(await find("daan")).toEqual(["appel vier", "appel twee"]);
    expect(await find("sanne")).toEqual(["appel twee", "appel anders"]);
    for (const name of ["fatima", "pieter", "lucas", "noor", "ruben"] as const) expect(await find(name)).toEqual([]);
    for (const name of ["Emma", "Sanne", "Fatima", "Maan", "drie"]) expect(await find("emma", name)).toEqual([]);
    expect((await search(stage, gateway, "daan", { find: "appel", conversation: c })).conversations[0]?.head).toBe(9);
    const hidden = await (await ask(stage, gateway, "lucas", { find: "appel", conversation: c })).json();
    const absent = await (
      await ask(stage, gateway, "lucas", { find: "appel", conversation: "00000000-0000-4000-8000-00000000dead" })
    ).json();
    expect(hidden).toEqual(absent);
  });

  test("looks through a bounded part at a time, and page by page through everything, each message once, newest first", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const long = await stage.start(["emma", "sanne"]);
    const short = await stage.start(["emma", "sanne", "fatima"]);
    await fill(stage, long, 12_000, (n) => (n % 100 === 1 ? `naald ${n}` : `hooi ${n}`));
    await fill(stage, short, 300, (n) => (n % 10 === 0 ? `naald k${n}` : `hooi ${n}`));
    const all: Found["found"] = [];
    let pages = 0;
    for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
      const page: Found = await search(stage, gateway, "sanne", {
        find: "naald",
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(page.found.length).toBeLessThanOrEqual(50);
      all.push(...page.found);
      cursor = page.next;
    }
    expect(pages).toBeGreaterThanOrEqual(4);
    expect(all).toHaveLength(150);
    expect(new Set(all.map(({ c, e }) => `${c} ${e.n}`)).size).toBe(150);
    const times = all.map(({ e }) => e.at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const rare = await search(stage, gateway, "sanne", { find: "naald 1", conversation: long });
    expect(rare.next).not.toBeNull();
  });

  test("a cursor or a text that is none is refused", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    for (const query of [
      { find: "x" },
      { find: "xx", cursor: "a" },
      { find: "xx", cursor: "1.5" },
      { find: "xx", conversation: "7" },
    ]) {
      expect((await ask(stage, gateway, "sanne", query)).status).toBe(400);
    }
  });
});
