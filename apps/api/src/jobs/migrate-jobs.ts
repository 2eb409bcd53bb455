import pg from "pg";
import { PgBoss } from "pg-boss";
import { QUEUES, SCHEMA } from "./queues.ts";

/** Makes or upgrades the schema of the job queue and its queues, as the owner, and lets the service use it. */
export async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: SCHEMA, supervise: false, schedule: false, max: 2 });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const [name, options] of Object.entries(QUEUES)) {
      await boss.createQueue(name, options);
      await boss.updateQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false, timeout: 1_000 });
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA ${SCHEMA} TO kring_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO kring_api;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO kring_api;
    `);
  } finally {
    await client.end();
  }
}
