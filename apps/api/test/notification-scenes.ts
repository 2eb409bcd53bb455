import { type NotificationKind, NotificationPreferences, type NotifiedPage } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { createLogger } from "@kring/service-kit";
import type { ParsedMail } from "mailparser";
import { onTestFinished } from "vitest";
import type { Deps } from "../src/deps.ts";
import { notify } from "../src/notification/index.ts";
import { startService } from "../src/service.ts";
import type { Browser } from "./browser.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

export const PREFERENCES = "/api/v1/notification-preferences";

/** Puts a notification into somebody's inbox, as whatever happened would. */
export const tell = (world: World, person: DemoName, kind: NotificationKind, link: NotifiedPage = "/inbox") =>
  world.deps.database.change((change) => notify(world.deps, change, kind, demoPeople[person].accountId, link));

export const choose = async (
  browser: Browser,
  kinds: NotificationKind[],
  choice: string,
  channel = "mail",
): Promise<NotificationPreferences> =>
  (await browser.put(`${PREFERENCES}/choices`, { kinds, channel, choice })).as(NotificationPreferences);

export const preferencesOf = async (browser: Browser) => (await browser.get(PREFERENCES)).as(NotificationPreferences);

export const allMailsTo = (world: World, person: DemoName): ParsedMail[] =>
  world.mail.mails.filter(({ to }) => JSON.stringify(to).includes(demoPeople[person].email));

/** Waits until no job is left, whatever it does. */
export const settled = (world: World) =>
  until("no job is left", async () => {
    const [row] = await world.sql(
      "SELECT count(*)::int AS n FROM pgboss.job WHERE state IN ('created', 'retry', 'active')",
    );
    return row?.n === 0;
  });

/** Another process of the service on the same database. */
export async function startReplica(world: World): Promise<Deps> {
  const steps: (() => unknown)[] = [];
  const logger = createLogger({ service: "api", level: "silent" });
  const { deps } = await startService(world.config, logger, (_name, step) => steps.push(step));
  onTestFinished(async () => {
    for (const step of steps.toReversed()) await step();
  });
  await until("the replica can queue work", () => deps.jobs.ready);
  return deps;
}
