import { randomUUID } from "node:crypto";
import type { AccountId, ConversationId, Entry } from "@kring/domain/contract";
import { inTransaction } from "@kring/service-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { endPartsWithoutTies } from "../src/conversation/index.ts";
import { idOf, linkOf, recordOf } from "./support/cast.ts";
import { skippedKinds } from "./support/skipped-kinds.ts";
import { INTERNAL_TOKEN, type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

async function entries(stage: Stage, gateway: TestGateway, c: ConversationId, name: Parameters<Stage["get"]>[2]) {
  const response = await stage.get(gateway, `/realtime/v1/conversations/${c}/entries`, name);
  return ((await response.json()) as { entries: Entry[] }).entries.map(({ kind }) => kind);
}

async function standing(stage: Stage, c: ConversationId) {
  const { rows } = await stage.pool.query<{ manager: string | null; closed: boolean; accounts: string[] }>(
    `SELECT (SELECT account_id::text FROM participant p WHERE p.conversation_id = c.id AND p.handle = c.manager) AS manager,
       closed_at IS NOT NULL AS closed,
       ARRAY(SELECT account_id::text FROM participant p WHERE p.conversation_id = c.id AND to_seq IS NULL ORDER BY 1) AS accounts
     FROM conversation c WHERE id = $1`,
    [c],
  );
  return rows[0];
}

async function facts(gateway: TestGateway, after?: number) {
  const query = after === undefined ? "" : `?after=${after}`;
  const response = await fetch(`${gateway.url}/internal/v1/events${query}`, {
    headers: { authorization: `Bearer ${INTERNAL_TOKEN}` },
  });
  return (await response.json()) as { events: { type: string; payload: { accountId: string } }[]; position: number };
}

describe("V-06 whose tie ends drops out at once", () => {
  test("a relation that ends takes the professional out of the client's conversations, and of no others", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const about = await stage.start(["sanne", "pieter"]);
    const circle = await stage.start(["emma", "sanne", "fatima"]);
    const alone = await stage.start(["sanne", "emma"]);
    const colleagues = await stage.start(["daan", "sanne"]);
    const sanne = await stage.device(gateway, "sanne");
    const emma = await stage.device(gateway, "emma");
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    await until("Sanne lost three", () => sanne.of("conversation.lost").length === 3);
    expect(
      sanne
        .of("conversation.lost")
        .map(({ c }) => c)
        .toSorted(),
    ).toEqual([about, circle, alone].toSorted());
    await emma.awaitFrame("entry", ({ c, e }) => c === circle && e.kind === "left");
    await emma.awaitFrame("entry", ({ c, e }) => c === alone && e.kind === "closed");
    expect(await entries(stage, gateway, alone, "emma")).toEqual(["left", "closed"]);
    expect(await emma.send(alone, "Is daar iemand?")).toMatchObject({
      ok: false,
      error: { code: "conversation-closed" },
    });
    expect(await standing(stage, circle)).toMatchObject({ closed: false, manager: idOf("emma") });
    expect(await standing(stage, about)).toMatchObject({ closed: true, accounts: [idOf("pieter")] });
    expect(await standing(stage, colleagues)).toMatchObject({ closed: false, manager: idOf("daan") });
    const list = (await (await stage.get(gateway, "/realtime/v1/conversations", "sanne")).json()) as {
      conversations: { id: string }[];
    };
    expect(list.conversations.map(({ id }) => id)).toEqual([colleagues]);
  });

  test("a relation that ends holds up no conversation that does not hang on it", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const colleagues = await stage.start(["daan", "sanne"]);
    const circle = await stage.start(["emma", "sanne", "fatima"]);
    const somebody = await stage.pool.connect();
    onTestFinished(() => somebody.release(true));
    await somebody.query("BEGIN");
    await somebody.query("SELECT FROM conversation WHERE id = $1 FOR UPDATE", [colleagues]);
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    expect(await entries(stage, gateway, circle, "emma")).toEqual(["left"]);
    await somebody.query("ROLLBACK");
  });

  test("R-09 however many conversations somebody drops out of, it takes as many statements", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    await gateway.stop();
    const end = async (conversations: readonly ConversationId[]) =>
      inTransaction(stage.pool, async (client) => {
        await client.query("UPDATE account SET active = false WHERE id = $1", [idOf("daan")]);
        const { query } = client;
        let asked = 0;
        client.query = ((...given: Parameters<typeof query>) => {
          asked += 1;
          return query.apply(client, given);
        }) as typeof query;
        const changes = await endPartsWithoutTies(client, conversations);
        client.query = query;
        const kinds = changes.map(({ c, entries }) => [c, entries.map(({ n, kind }) => `${n} ${kind}`).join()]);
        expect(Object.fromEntries(kinds)).toEqual(Object.fromEntries(conversations.map((c) => [c, "1 left,2 closed"])));
        const left = await client.query(
          `SELECT FROM conversation c JOIN outbox o ON (o.payload->>'conversationId')::uuid = c.id
           WHERE c.id = ANY ($1::uuid[]) AND c.manager = (
             SELECT handle FROM participant p WHERE p.conversation_id = c.id AND p.account_id = $2)
             AND o.type = 'participant-left.v1' AND o.payload->>'accountId' = $3`,
          [conversations, idOf("sanne"), idOf("daan")],
        );
        expect(left.rowCount).toBe(conversations.length);
        return asked;
      });
    const few = [await stage.start(["daan", "sanne"]), await stage.start(["daan", "sanne"])];
    const many: ConversationId[] = [];
    while (many.length < 40) many.push(await stage.start(["daan", "sanne"]));
    expect(await end(many)).toBe(await end(few));
  });

  test("a relation that ends and is made again at once is a new one: what hung on the old one is over", async () => {
    const stage = await startStage();
    await stage.gateway();
    const circle = await stage.start(["emma", "sanne", "fatima"]);
    await stage.accounts.pause();
    await stage.accounts.endRelation(idOf("sanne"), idOf("emma"));
    const again = await stage.accounts.relate(idOf("sanne"), idOf("emma"));
    await stage.accounts.resume();
    await stage.applied(again);
    expect((await standing(stage, circle))?.accounts).toEqual([idOf("emma"), idOf("fatima")].toSorted());
    const related = await stage.pool.query("SELECT FROM relation WHERE professional_id = $1 AND client_id = $2", [
      idOf("sanne"),
      idOf("emma"),
    ]);
    expect(related.rowCount).toBe(1);
  });

  test("a vanished manager's place goes to the client if in it, else to a related professional, else to nobody", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    await stage.accounts.relate(idOf("daan"), idOf("emma"));
    await stage.applied(await stage.accounts.relate(idOf("noor"), idOf("emma")));
    const withClient = await stage.start(["sanne", "emma", "daan"]);
    const withColleague = await stage.start(["sanne", "pieter", "daan"]);
    const emma = await stage.device(gateway, "emma");
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    expect(await standing(stage, withClient)).toMatchObject({ manager: idOf("emma"), closed: false });
    expect(await standing(stage, withColleague)).toMatchObject({ manager: idOf("daan"), closed: false });
    const roster = await emma.awaitFrame("roster", ({ c }) => c === withClient);
    expect(roster.roster.participants.find(({ you }) => you)).toMatchObject({ manager: true });

    await stage.applied(await stage.accounts.endRelation(idOf("daan"), idOf("emma")));
    expect(await standing(stage, withColleague)).toMatchObject({ manager: null, closed: true });
  });

  test("a tie that never was starts no conversation, nor does somebody else's link", async () => {
    const stage = await startStage();
    await stage.gateway();
    await expect(stage.start(["daan", "emma"])).rejects.toMatchObject({ code: "not-found" });
    await expect(stage.start(["daan", "pieter"])).rejects.toMatchObject({ code: "not-found" });
    await expect(stage.start(["sanne", "pieter", "lucas"])).rejects.toMatchObject({ code: "not-found" });
    await stage.applied(await stage.accounts.putLink(linkOf("pieter", { active: false })));
    await expect(stage.start(["sanne", "pieter"])).rejects.toMatchObject({ code: "not-found" });
  });

  test("the accounts service is told who came and who went, once each, in order, by ids", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["sanne", "pieter"]);
    await stage.applied(await stage.accounts.putLink(linkOf("pieter", { active: false })));
    const told = await until("the facts are numbered", async () => {
      const page = await facts(gateway);
      return page.events.length === 4 ? page.events : undefined;
    });
    expect(told.map(({ type, payload }) => [type, payload])).toEqual([
      ["participant-joined.v1", { conversationId: c, accountId: idOf("sanne"), byOwnAct: true }],
      ["participant-joined.v1", { conversationId: c, accountId: idOf("pieter"), byOwnAct: false }],
      ["conversation-started.v1", { conversationId: c, accountId: idOf("sanne"), clientId: idOf("emma") }],
      ["participant-left.v1", { conversationId: c, accountId: idOf("pieter") }],
    ]);
    const stranger = await fetch(`${gateway.url}/internal/v1/events`);
    expect(stranger.status).toBe(404);
  });
});

describe("facts between services", () => {
  test("two gateways follow the feed, and each fact is applied once", async () => {
    const stage = await startStage();
    const [left] = [await stage.gateway(), await stage.gateway()];
    const circle = await stage.start(["emma", "sanne", "fatima", "youssef"]);
    for (let round = 0; round < 10; round += 1) await stage.accounts.put(recordOf("sanne", { name: `Sanne ${round}` }));
    await stage.accounts.putLink(linkOf("youssef", { active: false }));
    await stage.applied(await stage.accounts.putLink(linkOf("fatima", { active: false })));
    expect(await entries(stage, left, circle, "emma")).toEqual(["left", "left"]);
  });

  test("what happened while the gateways were away is applied when they come", async () => {
    const stage = await startStage();
    const first = await stage.gateway();
    const c = await stage.start(["sanne", "pieter"]);
    await first.stop();
    const event = await stage.accounts.putLink(linkOf("pieter", { active: false }));
    const second = await stage.gateway();
    await stage.applied(event);
    expect(await entries(stage, second, c, "sanne")).toEqual(["left", "closed"]);
  });

  test("while the accounts service is away messages go on; what it did meanwhile is applied when it is back", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const emma = await stage.device(gateway, "emma");
    const fatima = await stage.device(gateway, "fatima");
    await stage.accounts.pause();
    expect(await emma.send(c, "Gaat gewoon door")).toMatchObject({ ok: true });
    await fatima.awaitFrame("entry");
    const event = await stage.accounts.putLink(linkOf("fatima", { active: false }));
    await stage.accounts.resume();
    await stage.applied(event);
    await fatima.awaitFrame("conversation.lost");
  });

  test("after a restore of the accounts service the directory is loaded anew, and what no longer stands ends", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["emma", "sanne", "fatima", "youssef"]);
    const youssef = await stage.device(gateway, "youssef");
    await stage.accounts.pause();
    await stage.accounts.putLink(linkOf("youssef", { active: false }));
    await stage.accounts.startOver();
    await stage.accounts.resume();
    await youssef.awaitFrame("conversation.lost");
    expect(await entries(stage, gateway, c, "sanne")).toEqual(["left"]);
  });
});

describe("V-09 what a gateway of a version before did not understand of the directory", () => {
  /** As one leaves it that knows neither: the cursor behind them, and their kinds noted. */
  async function skip(stage: Stage, kinds: Record<string, number>): Promise<void> {
    await stage.pool.query("UPDATE feed_position SET position = position + $1, skipped = $2::jsonb", [
      Object.keys(kinds).length,
      JSON.stringify(kinds),
    ]);
  }

  test("holds once one that understands it takes over: who lost their tie meanwhile is out, and so are their sockets", async () => {
    const stage = await startStage();
    const [older, other] = [await stage.gateway(), await stage.gateway()];
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const sanne = await stage.device(other, "sanne");
    await stage.accounts.pause();
    await Promise.all([older.stop(), stage.accounts.endRelation(idOf("sanne"), idOf("emma"))]);
    await skip(stage, { "relation-ended.v1": 1, "account-merged.v1": 1 });
    await stage.accounts.tellNews();
    await stage.accounts.resume();
    await sanne.awaitFrame("conversation.lost");
    expect(await entries(stage, other, c, "emma")).toEqual(["left"]);
    expect(await skippedKinds(stage)).toEqual(["account-merged.v1"]);
  });

  test("is the same for a role that it did not know", async () => {
    const stage = await startStage();
    const older = await stage.gateway();
    await older.stop();
    await stage.pool.query("UPDATE account SET roles = '{}' WHERE id = $1", [idOf("sanne")]);
    await skip(stage, { "role therapist": 1 });
    await stage.pool.query("UPDATE feed_position SET position = position - 1");
    await stage.gateway();
    await until("she has the role", async () => {
      const { rows } = await stage.pool.query("SELECT roles FROM account WHERE id = $1", [idOf("sanne")]);
      return rows[0]?.roles.includes("therapist");
    });
    expect(await skippedKinds(stage)).toEqual([]);
  });
});

describe("P-03 an account that is deleted", () => {
  test("leaves no name behind, unless its owner took part in a conversation", async () => {
    const stage = await startStage();
    await stage.gateway();
    const unused = { ...recordOf("lucas"), id: randomUUID() as AccountId, kind: "related-person" as const };
    await stage.applied(await stage.accounts.put(unused));
    await stage.start(["sanne", "pieter"]);
    await stage.pool.query("INSERT INTO account_seen (account_id, at) VALUES ($1, now())", [unused.id]);
    const marks = ["unread_waiting", "unread_told", "unread_missed"];
    for (const table of marks)
      await stage.pool.query(`INSERT INTO ${table} (account_id, conversation_id, at) VALUES ($1, $2, now())`, [
        unused.id,
        randomUUID(),
      ]);
    await stage.accounts.forget(idOf("pieter"));
    await stage.applied(await stage.accounts.forget(unused.id));
    const names = await stage.database
      .pool("postgres")
      .query("SELECT account_id AS id FROM identity.person WHERE account_id = ANY ($1)", [[unused.id, idOf("pieter")]]);
    expect(names.rows).toEqual([{ id: idOf("pieter") }]);
    for (const table of ["account_seen", ...marks])
      expect((await stage.pool.query(`SELECT FROM ${table} WHERE account_id = $1`, [unused.id])).rows, table).toEqual(
        [],
      );
  });
});
