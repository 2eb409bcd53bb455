import { randomUUID } from "node:crypto";
import { createLogger, createPool, pgExecutor } from "@kring/service-kit";
import { expect, it, onTestFinished } from "vitest";
import { type GivenUp, type Handlers, startJobs } from "../src/jobs/index.ts";
import { MailDoubtful } from "../src/mail/index.ts";
import { copyDatabase } from "./copy-database.ts";
import { until } from "./until.ts";

/** A queue of its own, whose invitation mails are sent by `send`. */
async function startQueue(send: (payload: { invitationId: string }) => Promise<void>) {
  const database = await copyDatabase("accounts");
  const logger = createLogger({ service: "api", level: "silent" });
  const pool = createPool({ url: database.url(), max: 4, name: "jobs", logger });
  const givenUp: GivenUp[] = [];
  const jobs = startJobs({
    pool,
    logger,
    handlers: { "invitation-mail": send } as unknown as Handlers,
    onGivenUp: async (job) => void givenUp.push(job),
  });
  onTestFinished(async () => {
    await jobs.stop();
    await pool.end();
    await database.close();
  });
  await until("the queue is ready", () => jobs.ready);
  return { database, pool, jobs, givenUp };
}

it("N-05 a mail of which nobody knows whether the server has it is tried forty times, and no more", async () => {
  let attempts = 0;
  const { database, jobs, givenUp } = await startQueue(async () => {
    attempts += 1;
    throw new MailDoubtful("The mail was not taken (ECONNECTION)");
  });
  await jobs.add("invitation-mail", { invitationId: randomUUID() });
  jobs.nudge();
  const [waits] = await until("one attempt failed", async () => {
    const rows = await database.sql("SELECT output FROM pgboss.job WHERE state = 'retry'");
    return rows.length === 1 ? rows : null;
  });
  expect(waits?.output).toMatchObject({ hopeless: 1 });
  const tryAgainAfter = (hopeless: number) =>
    database.sql("UPDATE pgboss.job SET output = jsonb_build_object('hopeless', $1::int), start_after = now()", [
      hopeless,
    ]);
  await tryAgainAfter(38);
  await until("it was tried again", async () => {
    jobs.nudge();
    const rows = await database.sql("SELECT FROM pgboss.job WHERE state = 'retry' AND output @> '{\"hopeless\": 39}'");
    return rows.length === 1;
  });
  expect(givenUp).toEqual([]);
  await tryAgainAfter(39);
  await until("it is given up", () => {
    jobs.nudge();
    return givenUp.length === 1;
  });
  expect(attempts).toBe(3);
});

it("N-05 a mail that was sent is noted at once, though another that was begun with it takes long", async () => {
  const slow = Promise.withResolvers<void>();
  const begun: string[] = [];
  const { database, pool, jobs } = await startQueue(async ({ invitationId }) => {
    begun.push(invitationId);
    if (invitationId === "slow") await slow.promise;
  });
  onTestFinished(() => slow.resolve());
  const client = await pool.connect();
  await client.query("BEGIN");
  for (const invitationId of ["slow", randomUUID()])
    await jobs.add("invitation-mail", { invitationId }, pgExecutor(client));
  await client.query("COMMIT");
  client.release();
  jobs.nudge();
  await until("both have begun", () => begun.length === 2);
  const states = async () =>
    (await database.sql("SELECT state FROM pgboss.job WHERE name = 'invitation-mail' ORDER BY state")).map(
      ({ state }) => state,
    );
  await until(
    "the quick one is noted",
    async () => (await states()).filter((state) => state === "completed").length === 1,
  );
  expect(await states()).toContain("active");
});
