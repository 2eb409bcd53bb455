import { beforeAll, describe, expect, it } from "vitest";
import { lockClient } from "../src/client-account/index.ts";
import type { Change } from "../src/database.ts";
import { idOf, isRelated, onClient } from "./relation-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

/** Holds a client's row until told to let go, as another change does. */
async function holdRow(accountId: string): Promise<() => Promise<void>> {
  const other = await world.deps.database.pool.connect();
  await other.query("BEGIN");
  await other.query("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", [accountId]);
  return async () => {
    await other.query("ROLLBACK");
    other.release();
  };
}

const someoneWaits = async () => {
  const rows = await world.sql(
    "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
  );
  return rows.length > 0;
};

describe("changes that race", () => {
  it("run again whole when two lock the same rows in another order", async () => {
    let runs = 0;
    let waiting = 0;
    let meet = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const lockBoth = (first: string, second: string) =>
      world.deps.database.change(async ({ db }: Change) => {
        runs += 1;
        await lockClient(db, first);
        waiting += 1;
        if (waiting === 2) meet();
        await met;
        await lockClient(db, second);
        return true;
      });
    const [emma, lucas] = [idOf("emma"), idOf("lucas")];
    expect(await Promise.all([lockBoth(emma, lucas), lockBoth(lucas, emma)])).toEqual([true, true]);
    expect(runs).toBeGreaterThan(2);
  });

  it("answer that it can be tried again when a lock does not come", async () => {
    const noor = await world.signedIn("noor");
    const letGo = await holdRow(idOf("emma"));
    const answer = await noor.post(`${onClient("emma")}/relations`, { professionalId: idOf("daan") });
    await letGo();
    expect(answer).toMatchObject({ status: 503, code: "unavailable" });
    expect(answer.headers.get("retry-after")).toBe("1");
  });

  it("R-01 do nothing for a role that was revoked while they waited", async () => {
    const noor = await world.signedIn("noor");
    const letGo = await holdRow(idOf("emma"));
    const asked = noor.post(`${onClient("emma")}/relations`, { professionalId: idOf("daan") });
    await until("the request waits for the client", someoneWaits);
    await world.sql("UPDATE account SET roles = '{}' WHERE id = $1", [idOf("noor")]);
    await letGo();
    expect((await asked).code).toBe("not-found");
    await world.sql("UPDATE account SET roles = '{secretary}' WHERE id = $1", [idOf("noor")]);
    expect(await isRelated(world, "emma", "daan")).toBe(false);
  });
});

describe("cursors", () => {
  it("that hold what can't be stored are refused like any other that is none", async () => {
    const noor = await world.signedIn("noor");
    const cursor = Buffer.from(JSON.stringify(["a\u0000b", idOf("emma")])).toString("base64url");
    for (const list of ["clients?scope=all", "clients?scope=without-therapist", "professionals?"]) {
      const answer = await noor.get(`/api/v1/${list}&cursor=${cursor}`);
      expect(answer).toMatchObject({ status: 400, code: "invalid-input" });
    }
  });
});
