import { randomUUID } from "node:crypto";
import { createLogger, createPool, pgExecutor } from "@kring/service-kit";
import { expect, it, onTestFinished } from "vitest";
import { type Handlers, startJobs } from "../src/jobs/index.ts";
import { copyDatabase } from "./copy-database.ts";
import { until } from "./until.ts";

it("N-05 a mail that was sent is noted at once, though another that was begun with it takes long", async () => {
  const database = await copyDatabase("accounts");
  const logger = createLogger({ service: "api", level: "silent" });
  const pool = createPool({ url: database.url(), max: 4, name: "jobs", logger });
  const slow = Promise.withResolvers<void>();
  const begun: string[] = [];
  const jobs = startJobs({
    pool,
    logger,
    handlers: {
      "invitation-mail": async ({ invitationId }: { invitationId: string }) => {
        begun.push(invitationId);
        if (invitationId === "slow") await slow.promise;
      },
    } as unknown as Handlers,
    onGivenUp: async () => {},
  });
  onTestFinished(async () => {
    slow.resolve();
    await jobs.stop();
    await pool.end();
    await database.close();
  });
  await until("the queue is ready", () => jobs.ready);
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
