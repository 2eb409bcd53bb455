import { setTimeout as sleep } from "node:timers/promises";
import { type AccountFrame, subjects } from "@kring/domain/contract";
import { type DemoConversation, demoLinks, demoPeople } from "@kring/domain/demo";
import {
  connectNats,
  createLogger,
  createPool,
  type Logger,
  type Pool,
  readConfig,
  settings,
} from "@kring/service-kit";
import { z } from "zod";
import { seedConversations } from "./demo/index.ts";
import { consumeAccounts, createAccountsSource } from "./directory/index.ts";

const SeedSettings = z.object({
  KRING_MODE: z.literal("demo", { error: "must be demo: demo people exist nowhere else" }),
  DATABASE_URL: settings.postgresUrl,
  MIGRATION_DATABASE_URL: settings.postgresUrl,
  NATS_URL: settings.natsUrl,
  API_INTERNAL_URL: settings.httpUrl,
  API_INTERNAL_TOKEN: settings.secret(),
  LOG_LEVEL: settings.logLevel,
});

const PATIENCE_MS = 45_000;

const config = readConfig(SeedSettings, process.env);
const logger = createLogger({ service: "realtime", level: config.LOG_LEVEL });
const pool = createPool({ url: config.DATABASE_URL, max: 4, name: "kring-seed", logger });
const owner = createPool({ url: config.MIGRATION_DATABASE_URL, max: 1, name: "kring-seed-owner", logger });
try {
  await loadDirectory(pool, logger);
  const made = await seedConversations(owner, new Date());
  await announce(made, logger);
  logger.info(
    { made: made.length },
    made.length === 0 ? "the demo conversations were there" : "demo conversations made",
  );
} finally {
  await Promise.all([pool.end(), owner.end()]);
}

/** For those who look on already; without NATS the gateways find out by themselves. */
async function announce(conversations: readonly DemoConversation[], log: Logger): Promise<void> {
  if (conversations.length === 0) return;
  const nats = connectNats({ url: config.NATS_URL, name: "kring-seed", logger: log });
  for (const until = Date.now() + 2_000; !nats.connected && Date.now() < until; ) await sleep(50);
  for (const { id, participants } of conversations) {
    const frame: AccountFrame = { v: 1, type: "conversation-added", c: id };
    for (const name of participants) {
      nats.publish(subjects.account(demoPeople[name].accountId), JSON.stringify(frame));
    }
  }
  await nats.close();
}

/** Follows the accounts service until everybody of the demo is known here. */
async function loadDirectory(database: Pool, log: Logger): Promise<void> {
  const people = Object.values(demoPeople).map(({ accountId }) => accountId);
  const links = Object.values(demoLinks).map(({ linkId }) => linkId);
  const source = createAccountsSource({ url: config.API_INTERNAL_URL, token: config.API_INTERNAL_TOKEN });
  const consumer = consumeAccounts({ pool: database, source, logger: log, onApplied: () => {} });
  const until = Date.now() + PATIENCE_MS;
  try {
    for (;;) {
      const { rows } = await database.query<{ missing: number }>(
        `SELECT $3::int - (SELECT count(*) FROM account WHERE id = ANY ($1::uuid[]))::int
           - (SELECT count(*) FROM link WHERE id = ANY ($2::uuid[]))::int AS missing`,
        [people, links, people.length + links.length],
      );
      if (rows[0]?.missing === 0) return;
      if (Date.now() > until) throw new Error("The demo people did not come from the accounts service");
      await sleep(100);
    }
  } finally {
    await consumer.stop();
  }
}
