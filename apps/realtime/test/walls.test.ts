import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConversationId, Day, LinkId } from "@kring/domain/contract";
import { inTransaction, type PoolClient } from "@kring/service-kit";
import { describe, expect, test } from "vitest";
import { addParticipant } from "../src/conversation/add-participant.ts";
import { startConversation } from "../src/conversation/index.ts";
import { leaveConversation } from "../src/conversation/leave-conversation.ts";
import { showOwnName } from "../src/conversation/show-own-name.ts";
import { idOf, linkOf, recordOf } from "./support/cast.ts";
import { startStage } from "./support/stage.ts";

const DENIED = { code: "42501" };

async function startCircle() {
  const stage = await startStage();
  await stage.gateway();
  const circle = await stage.start(["emma", "sanne", "fatima", "youssef"]);
  const withPieter = await stage.start(["sanne", "pieter"]);
  return { stage, circle, withPieter, roster: stage.database.pool("kring_roster") };
}

type Roster = Awaited<ReturnType<typeof startCircle>>["roster"];

async function readNames(roster: Roster, viewer: string, conversation: ConversationId): Promise<string[]> {
  const client = await roster.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('kring.viewer', $1, true), set_config('kring.conversation', $2, true)", [
      viewer,
      conversation,
    ]);
    const people = await client.query<{ name: string }>("SELECT name FROM identity.person");
    const screens = await client.query<{ name: string }>("SELECT screen_name AS name FROM identity.link_name");
    await client.query("ROLLBACK");
    return [...people.rows, ...screens.rows].map(({ name }) => name).toSorted();
  } finally {
    client.release();
  }
}

describe("V-03 walls in Postgres behind the rules in code", () => {
  test("the gateway's role cannot write entries, or move what only entries move, but through the batch function", async () => {
    const { stage, circle } = await startCircle();
    const { pool } = stage;
    for (const statement of [
      "INSERT INTO entry (conversation_id, seq, kind, at) VALUES ($1, 1, 'closed', now())",
      "UPDATE entry SET at = now() WHERE conversation_id = $1",
      "DELETE FROM entry WHERE conversation_id = $1",
      "UPDATE conversation SET head = 7 WHERE id = $1",
      "UPDATE conversation SET closed_at = now() WHERE id = $1",
      "UPDATE participant SET to_seq = 1, left_at = now() WHERE conversation_id = $1",
      "DELETE FROM participant WHERE conversation_id = $1",
      "UPDATE participant SET reads_from = 1 WHERE conversation_id = $1",
      "UPDATE participant SET via_link = NULL WHERE conversation_id = $1",
      "UPDATE conversation SET about_client = NULL WHERE id = $1",
    ]) {
      await expect(pool.query(statement, [circle]), statement).rejects.toMatchObject(DENIED);
    }
    await expect(pool.query("TRUNCATE entry")).rejects.toMatchObject(DENIED);
  });

  test("the gateway's role cannot read a name", async () => {
    const { stage } = await startCircle();
    for (const statement of [
      "SELECT * FROM identity.person",
      "SELECT * FROM identity.link_name",
      "SELECT * FROM identity.roster_facts_v2(gen_random_uuid(), '{}')",
      "SET ROLE kring_roster",
    ]) {
      await expect(stage.pool.query(statement), statement).rejects.toMatchObject(DENIED);
    }
  });

  test("the roster's role cannot write anything, nor read what was said", async () => {
    const { roster } = await startCircle();
    for (const statement of [
      "SELECT * FROM entry",
      "UPDATE identity.person SET name = 'x'",
      "UPDATE participant SET read_seq = 1",
      "DELETE FROM identity.link_name",
      "SELECT put_people_v1('{}', '{}')",
      "SELECT send_batch_v2('{}', '{}', '{}', '{}', '{}', '{}', '{}')",
      "SELECT send_batch_v3('{}', '{}', '{}', '{}', '{}', '{}', '{}')",
    ]) {
      await expect(roster.query(statement), statement).rejects.toMatchObject(DENIED);
    }
  });

  test("without a viewer and a conversation no name can be read, whatever is asked", async () => {
    const { roster } = await startCircle();
    const { rowCount } = await roster.query("SELECT FROM identity.person");
    expect(rowCount).toBe(0);
    expect((await roster.query("SELECT FROM identity.link_name")).rowCount).toBe(0);
  });

  test("each viewer can read the names that V-03 lets them know in that conversation, and no other", async () => {
    const { roster, circle, withPieter } = await startCircle();
    const known = ["Emma de Jong", "Maan", "Sanne Bakker"];
    expect(await readNames(roster, idOf("sanne"), circle)).toEqual(known);
    expect(await readNames(roster, idOf("emma"), circle)).toEqual(
      [...known, "Fatima El Amrani", "Youssef Haddad"].toSorted(),
    );
    expect(await readNames(roster, idOf("fatima"), circle)).toEqual([...known, "Fatima El Amrani"].toSorted());
    expect(await readNames(roster, idOf("youssef"), circle)).toEqual([...known, "Youssef Haddad"].toSorted());
    expect(await readNames(roster, idOf("sanne"), withPieter)).toEqual([
      "Emma de Jong",
      "Pieter de Jong",
      "Sanne Bakker",
    ]);
    for (const outsider of ["emma", "daan", "fatima", "ruben"] as const) {
      expect(await readNames(roster, idOf(outsider), withPieter)).toEqual([]);
    }
  });

  test("a name that is known in one conversation stays hidden in the next, within one statement", async () => {
    const { stage, roster, circle } = await startCircle();
    const link = linkOf("fatima", { id: randomUUID() as LinkId, inviterId: idOf("sanne"), inviterKind: "therapist" });
    await stage.applied(await stage.accounts.putLink(link));
    const { c: own } = await inTransaction(stage.pool, (client) =>
      startConversation(client, {
        manager: { account: idOf("sanne") },
        others: [{ account: idOf("fatima"), via: link.id }],
        topic: null,
      }),
    );
    const { rows } = await roster.query<{ conversation_id: string; name: string | null }>(
      "SELECT conversation_id, name FROM identity.roster_facts_v2($1, $2) WHERE kind = 'related-person'",
      [idOf("sanne"), [own, circle]],
    );
    expect(rows.filter((row) => row.conversation_id === own).map(({ name }) => name)).toEqual(["Fatima El Amrani"]);
    expect(rows.filter((row) => row.conversation_id === circle).map(({ name }) => name)).toEqual([null, null]);
  });

  test("V-07 who left of their own will reads the names of those who were there, and no longer when the tie has ended", async () => {
    const { stage, roster } = await startCircle();
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const as = (change: (client: PoolClient) => Promise<unknown>) => inTransaction(stage.pool, change);
    await as((client) => leaveConversation(client, idOf("sanne"), c));
    await as((client) =>
      addParticipant(client, idOf("emma"), c, { account: idOf("youssef"), via: linkOf("youssef").id }),
    );
    await as((client) => showOwnName(client, idOf("fatima"), c));
    expect(await readNames(roster, idOf("sanne"), c)).toEqual(["Emma de Jong", "Maan", "Sanne Bakker"]);
    expect(await readNames(roster, idOf("youssef"), c)).toContain("Fatima El Amrani");
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    expect(await readNames(roster, idOf("sanne"), c)).toEqual([]);
  });

  test("a name that was shown is shown in that conversation alone", async () => {
    const { stage, roster, circle } = await startCircle();
    const c = await stage.start(["emma", "sanne", "fatima"]);
    await inTransaction(stage.pool, (client) => showOwnName(client, idOf("fatima"), c));
    expect(await readNames(roster, idOf("sanne"), c)).toContain("Fatima El Amrani");
    expect(await readNames(roster, idOf("sanne"), circle)).not.toContain("Fatima El Amrani");
  });

  test("R-03 who covers for somebody is named to those who talk with that somebody, and to nobody else", async () => {
    const { stage, roster, circle, withPieter } = await startCircle();
    const absence = { from: "2026-12-01" as Day, until: "2026-12-02" as Day, note: "", coveringId: idOf("daan") };
    await stage.applied(await stage.accounts.put(recordOf("sanne", { absence })));
    expect(await readNames(roster, idOf("pieter"), withPieter)).toContain("Daan Visser");
    expect(await readNames(roster, idOf("emma"), circle)).toContain("Daan Visser");
    expect(await readNames(roster, idOf("daan"), circle)).toEqual([]);
  });

  test("exactly one file of the service reads identities, and only the roster is given its connection", async () => {
    const folder = join(import.meta.dirname, "../src");
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".ts"));
    const texts = await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(join(folder, file), "utf8") })),
    );
    const naming = (pattern: RegExp) => texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
    expect(naming(/identity\./)).toEqual(["roster/roster.store.ts"]);
    expect(naming(/createRosterStore\(/).toSorted()).toEqual(["gateway.ts", "roster/roster.store.ts"]);
    const gateway = texts.find(({ file }) => file === "gateway.ts")?.text ?? "";
    expect(gateway.match(/rosterPool/g)).toHaveLength(3);
  });
});
