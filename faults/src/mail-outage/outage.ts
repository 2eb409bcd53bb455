import { setTimeout as pause } from "node:timers/promises";
import { type Groundwork, type MailFailure, startWorld, until, type World } from "@kring/testing";
import { startActing } from "./acts.ts";
import { moveIn } from "./caseload.ts";
import { startWatching } from "./watch.ts";

export interface Outage {
  groundwork: Groundwork;
  /** One way after the other, each for the same part of the time. */
  how: readonly MailFailure[];
  /** How long the mail server fails. */
  seconds: number;
  /** Turns of people who act, all the time. */
  perSecond: number;
  /** How long people act before it fails, and after it is back. */
  around: number;
  signal?: AbortSignal;
}

/** What an outage did to mails; times in seconds. */
export interface OutageFigures {
  requests: number;
  refused: ReadonlyMap<string, number>;
  behind: number;
  p50: number;
  p99: number;
  queued: number;
  queues: ReadonlyMap<string, number>;
  waitingAtReturn: number;
  /** Queued and never delivered; delivered more than once; delivered under an id that no queue had. */
  missing: number;
  doubled: number;
  strange: number;
  /** Inbox lines that should have a mail and have none. */
  unmailed: number;
  /** From the return of the mail server to the last delivery of what was queued until then. */
  lastAfterReturn: number;
  oldest: number;
  databaseConnections: number;
  mailConnections: number;
  unready: number;
  /** What the replicas said of the mail server just before it came back, and at the end. */
  upWhileAway: readonly boolean[];
  upAfter: readonly boolean[];
}

/** N-05 says that all arrive; this long is waited until what did not arrive is called missing. */
const PATIENCE_SECONDS = 900;
const CLIENTS = 200;
const MESSAGE_ID = /^message-id: <([0-9a-f-]{36})@/im;

export async function runOutage({
  groundwork,
  how,
  seconds,
  perSecond,
  around,
  signal,
}: Outage): Promise<OutageFigures> {
  const world = await startWorld({ groundwork, gateways: 1, apis: 2 });
  try {
    const began = Date.now();
    const caseload = await moveIn(world, CLIENTS);
    const watch = startWatching(world);
    const acts = await startActing(world, caseload, perSecond);
    const rest = (s: number) => pause(s * 1000, undefined, { ...(signal && { signal }) });
    await rest(around);
    for (const each of how) {
      await world.mail.fail(each);
      await rest(seconds / how.length);
    }
    const upWhileAway = await watch.mailServerUp();
    const waitingAtReturn = await watch.waiting();
    await world.mail.restore();
    const returned = Date.now();
    await rest(around);
    const { behind } = await acts.stop();
    // What waits for nothing else has gone when nothing waits.
    await until("no mail waits", async () => (await watch.waiting()) === 0, PATIENCE_SECONDS * 1000).catch(() => {});
    await watch.stop();

    const arrived = Map.groupBy(world.mails(), ({ raw }) => MESSAGE_ID.exec(raw.toString("latin1"))?.[1] ?? "none");
    const queued = [...watch.queued];
    const kept = queued.filter(([, { at }]) => at < returned).flatMap(([id]) => arrived.get(id) ?? []);
    const took = acts.took.toSorted((a, b) => a - b);
    return {
      requests: took.length,
      refused: acts.refused,
      behind,
      p50: (took[Math.floor(took.length / 2)] ?? 0) / 1000,
      p99: (took[Math.floor(took.length * 0.99)] ?? 0) / 1000,
      queued: queued.length,
      queues: countBy(queued.map(([, { queue }]) => queue)),
      waitingAtReturn,
      missing: queued.filter(([id]) => !arrived.has(id)).length,
      doubled: [...arrived.values()].filter(({ length }) => length > 1).length,
      strange: [...arrived.keys()].filter((id) => !watch.queued.has(id)).length,
      unmailed: (await countNotifications(world, began)) - queued.filter(([, { kind }]) => isAlwaysMailed(kind)).length,
      lastAfterReturn: Math.max(0, ...kept.map(({ at }) => (at - returned) / 1000)),
      oldest: watch.oldest(),
      databaseConnections: watch.connections(),
      mailConnections: world.mail.mostConnections(),
      unready: watch.unready(),
      upWhileAway,
      upAfter: await watch.mailServerUp(),
    };
  } finally {
    await world.stop();
  }
}

/** A request that is sent again has no mail of its own. */
const isAlwaysMailed = (kind: string | null): boolean => kind !== null && kind !== "relate-request";

async function countNotifications({ databases }: World, since: number): Promise<number> {
  const [row] = await databases.query(
    "accounts",
    `SELECT count(*)::int AS n FROM notification n JOIN account a ON a.id = n.account_id
     WHERE n.at >= to_timestamp($1::float8 / 1000) AND a.active AND a.sign_in_id IS NOT NULL AND n.kind <> 'relate-request'`,
    [since],
  );
  return Number(row?.n);
}

function countBy(names: readonly string[]): Map<string, number> {
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, of]) => [name, of.length]));
}
