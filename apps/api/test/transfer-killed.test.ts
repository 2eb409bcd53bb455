import { CaseloadTransfer } from "@kring/domain/contract";
import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { endNow, startProcess } from "./api-process.ts";
import { Browser } from "./browser.ts";
import { copyDatabase } from "./copy-database.ts";
import { until } from "./until.ts";

const { sanne, daan, noor } = demoPeople;
const COUNT = 12;
/** Whole processes start and stop here. */
const SLOWLY = 90_000;

it("T-05 a service that is killed in the middle of a caseload: each client all or nothing, and the rest goes on after the restart", async () => {
  const database = await copyDatabase("accounts_demo");
  const { sql } = database;
  // Besides Emma: clients of Sanne, each with a tool that she guides.
  await sql(
    `WITH made AS (
       INSERT INTO account (kind, name, searchable)
       SELECT 'client', 'Client ' || i, 'client ' || i FROM generate_series(1, $2::int) i RETURNING id, name),
     details AS (
       INSERT INTO client_details (account_id, client_number, born)
       SELECT id, 'T' || right(name, 2), '1980-01-01' FROM made),
     related AS (INSERT INTO relation (client_id, professional_id) SELECT id, $1 FROM made)
     INSERT INTO tool (client_id, catalogue_key, guide_id) SELECT id, 'slaapdagboek', $1 FROM made`,
    [sanne.accountId, COUNT],
  );
  const clients = await sql(
    "SELECT client_id AS id FROM relation WHERE professional_id = $1 AND ended_at IS NULL ORDER BY client_id",
    [sanne.accountId],
  );
  const middle = clients[Math.floor(clients.length / 2)]?.id;

  /** How each client stands: wholly with the one, wholly with the other, or in between. */
  const stands = async (): Promise<Record<string, string>> => {
    const rows = await sql(
      `SELECT c.client_id AS id, c.state,
         (SELECT array_agg(r.professional_id::text) FROM relation r
          WHERE r.client_id = c.client_id AND r.ended_at IS NULL AND r.professional_id IN ($1, $2)) AS related,
         (SELECT array_agg(DISTINCT t.guide_id::text) FROM tool t
          WHERE t.client_id = c.client_id AND t.guide_id IN ($1, $2)) AS guides
       FROM caseload_transfer_client c`,
      [sanne.accountId, daan.accountId],
    );
    return Object.fromEntries(
      rows.map(({ id, state, related, guides }) => {
        const has = (person: string) => String(related) === person && String(guides) === person;
        if (has(sanne.accountId) && state === "waiting") return [id, "before"];
        return [id, has(daan.accountId) && state === "transferred" ? "after" : `half: ${state}`];
      }),
    );
  };
  const count = async (how: string) => Object.values(await stands()).filter((stand) => stand === how).length;

  // Somebody holds the tool of the one in the middle: Daan is related to that client, and the tool doesn't move yet.
  const { secrets } = inject("servers");
  const holder = new pg.Client({
    connectionString: database.url().replace(/\/\/kring_api:[^@]*@/, `//postgres:${secrets.postgres.postgres}@`),
  });
  await holder.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT FROM tool WHERE client_id = $1 FOR UPDATE", [middle]);

  const first = await startProcess(database.url());
  await until("it is ready", async () => (await first.status("/api/health/ready")) === 200, SLOWLY);
  const browser = new Browser(first.url, "http://localhost:8080");
  await browser.post("/api/v1/sign-in", { email: noor.email, password: DEMO_PASSWORD });
  const path = `/api/v1/professionals/${sanne.accountId}/caseload-transfer`;
  const started = await until(
    "the queue takes work",
    async () => {
      const answer = await browser.post(path, { to: daan.accountId });
      return answer.status === 202 ? answer.as(CaseloadTransfer) : null;
    },
    SLOWLY,
  );
  await until(
    "it stands in the middle",
    async () => {
      const [row] = await sql(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return Number(row?.n) > 0;
    },
    SLOWLY,
  );
  const doneBefore = await count("after");
  first.child.kill("SIGKILL");
  await endNow(first.child, first.ended);
  await holder.query("ROLLBACK");
  await holder.end();
  await until("nothing of it goes on", async () => {
    const rows = await sql("SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = 'kring_api'");
    return rows.length === 0;
  });
  expect(doneBefore).toBeGreaterThan(0);
  expect(doneBefore).toBeLessThan(clients.length);
  expect([await count("before"), await count("after")]).toEqual([clients.length - doneBefore, doneBefore]);

  // The time passes after which the queue gives the work to somebody else.
  await sql("UPDATE pgboss.job SET started_on = now() - interval '10 minutes' WHERE name = 'caseload-transfer'");
  const second = await startProcess(database.url());
  await until("it is ready", async () => (await second.status("/api/health/ready")) === 200, SLOWLY);
  await until("the rest is done", async () => (await count("after")) === clients.length, SLOWLY);
  const again = new Browser(second.url, "http://localhost:8080");
  await again.post("/api/v1/sign-in", { email: noor.email, password: DEMO_PASSWORD });
  const result = (await again.get(`/api/v1/caseload-transfers/${started.id}`)).as(CaseloadTransfer);
  expect(result.done).toBe(true);
  expect(result.results.map(({ state, code }) => [state, code])).toEqual(clients.map(() => ["transferred", null]));
  const lines = await sql(
    "SELECT client_id, count(*)::int AS n FROM log_line WHERE action = 'transferred-client' GROUP BY 1",
  );
  expect(lines.map(({ n }) => n)).toEqual(clients.map(() => 1));
  await database.close();
}, 300_000);
