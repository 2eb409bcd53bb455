import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readLogChain, verifyLogChain } from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendLine, startChaining, verifyChain } from "../src/log/index.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

const { sanne, emma } = demoPeople;
let world: World;
beforeEach(async () => {
  world = await startWorld();
  await write(12);
  await allChained();
});
afterEach(() => world.stop());

/** Writes lines, each in a transaction of its own. */
async function write(count: number, of = world): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await of.deps.database.change(({ executor }) =>
      appendLine(executor, {
        actor: { accountId: sanne.accountId, role: "therapist" },
        action: "changed-details",
        clientId: emma.accountId,
        ground: "relation",
        motivation: `Reden ${number} — “é”`,
        details: { lines: number },
      }),
    );
  }
}

const allChained = () =>
  until("every line has its place", async () => {
    const [row] = await world.sql("SELECT count(*)::int AS n FROM log_line WHERE n IS NULL");
    return row?.n === 0;
  });

/** Changes the table as somebody with all rights over the database would. */
async function forge(...statements: string[]): Promise<void> {
  const text = ["ALTER TABLE log_line DISABLE TRIGGER USER", ...statements, "ALTER TABLE log_line ENABLE TRIGGER USER"];
  await world.sql(text.join(";\n"));
}

const brokenAt = async (known?: { n: number; hash: string }) =>
  (await verifyChain(world.deps.database.pool, known)).brokenAt;
const head = async () => (await verifyChain(world.deps.database.pool)).head;

describe("A-01 the log", () => {
  it("is a chain without gaps, which fits", async () => {
    const places = await world.sql("SELECT n::int AS n FROM log_line ORDER BY n");
    expect(places.map(({ n }) => n)).toEqual(Array.from({ length: places.length }, (_, index) => index + 1));
    expect(places.length).toBeGreaterThanOrEqual(12);
    expect(await brokenAt()).toBeNull();
    expect((await head()).n).toBe(places.length);
  });

  it.each([
    ["its motivation", "motivation = motivation || ' '"],
    ["its details", "details = details || '{\"lines\": 99}'"],
    ["its moment", "at = at + interval '1 millisecond'"],
    ["who it was", `actor_id = '${demoPeople.daan.accountId}'`],
    ["in which role", "actor_role = 'secretary'"],
    ["what it was", "action = 'viewed-tools'"],
    ["for whom", "client_id = NULL"],
    ["on what ground", "ground = 'secretary'"],
    ["in which request", "request_id = 'another'"],
    ["its hash", "hash = repeat('0', 64)"],
  ])("names the first line where somebody changed %s", async (_what, change) => {
    await forge(`UPDATE log_line SET ${change} WHERE n IN (5, 9)`);
    expect(await brokenAt()).toBe(5);
  });

  it("names the place of a line that was deleted", async () => {
    await forge("DELETE FROM log_line WHERE n = 7");
    expect(await brokenAt()).toBe(7);
  });

  it("names the first of two lines that changed places", async () => {
    await forge(
      `UPDATE log_line SET n = -n WHERE n IN (4, 6);
       UPDATE log_line SET n = CASE n WHEN -4 THEN 6 ELSE 4 END,
         hash = (SELECT hash FROM log_line o WHERE o.n = CASE log_line.n WHEN -4 THEN -6 ELSE -4 END) WHERE n < 0`,
    );
    expect(await brokenAt()).toBe(4);
  });

  it("finds a line that was put in, and one behind the end", async () => {
    const { n } = await head();
    const insert = (place: number) =>
      `INSERT INTO log_line (action, ground, n, hash) VALUES ('viewed-account', 'relation', ${place}, repeat('a', 64))`;
    await forge(insert(n + 1));
    expect(await brokenAt()).toBe(n + 1);
    await forge(`DELETE FROM log_line WHERE n = ${n + 1}`, "DELETE FROM log_line WHERE n = 3", insert(3));
    expect(await brokenAt()).toBe(3);
  });

  it("finds a tail that was cut off", async () => {
    const { n } = await head();
    await forge(`DELETE FROM log_line WHERE n > ${n - 2}`);
    expect(await brokenAt()).toBe(n - 1);
  });

  it("finds a chain that was written anew, by the head in the database or by one kept elsewhere", async () => {
    const kept = await head();
    await write(3);
    await allChained();
    const later = await head();
    await forge(
      "UPDATE log_line SET motivation = 'never said' WHERE n = 5",
      "UPDATE log_line SET n = NULL, hash = NULL",
    );
    await world.sql("UPDATE log_head SET n = 0, hash = ''");
    await allChained();
    // The same lines in the same order, all hashes right again: the head kept elsewhere gives it away.
    expect((await head()).n).toBe(later.n);
    expect(await brokenAt()).toBeNull();
    expect(await brokenAt(kept)).toBe(kept.n);
    expect(await brokenAt(later)).toBe(later.n);
    await world.sql("UPDATE log_head SET hash = $1", [later.hash]);
    expect(await brokenAt()).toBe(later.n);
  });

  it("cannot be changed, emptied or shortened by the service, but for a place that a line does not have yet", async () => {
    const { pool } = world.deps.database;
    for (const statement of [
      "UPDATE log_line SET motivation = 'x'",
      "UPDATE log_line SET details = '{}' WHERE n = 1",
      "DELETE FROM log_line",
      "TRUNCATE log_line",
      "DELETE FROM log_head",
      "ALTER TABLE log_line DISABLE TRIGGER USER",
    ]) {
      await expect(pool.query(statement), statement).rejects.toMatchObject({ code: "42501" });
    }
    for (const statement of [
      "UPDATE log_line SET n = 900, hash = 'x' WHERE n = 1",
      "UPDATE log_line SET n = NULL, hash = NULL WHERE n = 1",
      "UPDATE log_line SET hash = 'x' WHERE n = 1",
    ]) {
      await expect(pool.query(statement), statement).rejects.toThrow("append-only");
    }
    // Nor by the owner of the table in passing.
    for (const statement of [
      "UPDATE log_line SET ground = 'x' WHERE n = 1",
      "DELETE FROM log_line",
      "TRUNCATE log_line",
    ]) {
      await expect(world.sql(statement), statement).rejects.toThrow("append-only");
    }
    expect(await brokenAt()).toBeNull();
  });

  it("stays one chain with several replicas chaining while lines are written side by side", async () => {
    const { database, logger } = world.deps;
    const others = [1, 2, 3].map(() => startChaining({ pool: database.pool, logger }));
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        await write(2);
        for (const other of others) other.nudge();
      }),
    );
    await allChained();
    await Promise.all(others.map((other) => other.stop()));
    expect(await brokenAt()).toBeNull();
    expect((await head()).n).toBeGreaterThanOrEqual(92);
  });

  it("holds no line of a change that was undone", async () => {
    await expect(
      world.deps.database.change(async ({ executor }) => {
        await appendLine(executor, { actor: null, action: "viewed-account", ground: "platform", motivation: "undone" });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    await write(1);
    await allChained();
    expect(await world.sql("SELECT FROM log_line WHERE motivation = 'undone'")).toEqual([]);
    expect(await brokenAt()).toBeNull();
  });
});

describe("A-01 checking the log", () => {
  it("is for application managers, who see when it was checked and what was found", async () => {
    for (const person of ["sanne", "noor", "emma", "pieter"] as const) {
      const browser = await world.signedIn(person);
      expect(await browser.get("/api/v1/log/chain")).toMatchObject({ status: 404, code: "not-found" });
      expect(await browser.post("/api/v1/log/chain")).toMatchObject({ status: 404, code: "not-found" });
    }
    const ruben = await world.signedIn("ruben");
    expect((await ruben.get("/api/v1/log/chain")).as(readLogChain.response)).toMatchObject({
      checkedAt: null,
      brokenAt: null,
    });
    expect((await ruben.post("/api/v1/log/chain")).as(verifyLogChain.response).brokenAt).toBeNull();
    await forge("UPDATE log_line SET ground = 'platform' WHERE n = 2");
    const checked = (await ruben.post("/api/v1/log/chain")).as(verifyLogChain.response);
    expect(checked.brokenAt).toBe(2);
    expect(checked.checkedAt).toBeGreaterThan(0);
    expect((await ruben.get("/api/v1/log/chain")).as(readLogChain.response)).toMatchObject({ brokenAt: 2 });
    const [row] = await world.sql("SELECT count(*)::int AS n FROM log_line WHERE action = 'verified-log'");
    expect(row?.n).toBe(2);
  });

  it("can be done at a terminal, which names the first broken line and prints the head", async () => {
    const run = (...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [fileURLToPath(new URL("../src/verify-log.ts", import.meta.url)), ...words],
        { env: { ...process.env, DATABASE_URL: world.config.databaseUrl }, encoding: "utf8" },
      );
      return { status, text: stdout + stderr };
    };
    const { n, hash } = await head();
    const whole = run();
    expect(whole).toMatchObject({ status: 0 });
    expect(whole.text).toContain(`The log is whole: ${n} lines.`);
    expect(whole.text).toContain(`${n}:${hash}`);
    expect(run(`${n}:${hash}`).status).toBe(0);
    expect(run(`${n}:${"0".repeat(64)}`)).toMatchObject({ status: 1 });
    expect(run("nonsense").status).toBe(2);
    await forge("UPDATE log_line SET motivation = overlay(motivation placing 'X' from 1 for 1) WHERE n = 6");
    const broken = run();
    expect(broken.status).toBe(1);
    expect(broken.text).toContain("the first line that does not fit is line 6");
  });
});
