import { createServer } from "node:http";
import {
  type AccountId,
  type AccountsEvent,
  type DirectoryAccount,
  type DirectoryLink,
  type EventId,
  type LinkId,
  readAccountsFeed,
  readDirectoryRecords,
  readDirectorySnapshot,
  type SessionId,
  subjects,
} from "@kring/domain/contract";
import {
  appendEvent,
  createHttpApp,
  createMemoryLimiter,
  createMetrics,
  type EventInput,
  inTransaction,
  listen,
  mountFeed,
  mountRoute,
  type Nats,
  pgExecutor,
  type RunningServer,
  readIncarnation,
  startRelay,
} from "@kring/service-kit";
import { createOutboxDatabase, silent } from "./databases.ts";

export const API_TOKEN = "credential-of-the-accounts-service";

/** The accounts service's side of the contract: a directory of people and ties, and its feed from a real outbox. */
export interface Accounts {
  readonly url: string;
  put(account: DirectoryAccount): Promise<EventId>;
  /** Deletes an account. */
  forget(accountId: AccountId): Promise<EventId>;
  putLink(link: DirectoryLink): Promise<EventId>;
  relate(professionalId: AccountId, clientId: AccountId): Promise<EventId>;
  endRelation(professionalId: AccountId, clientId: AccountId): Promise<EventId>;
  endSession(sessionId: SessionId): Promise<EventId>;
  /** An event of a kind that comes with a later version. */
  tellNews(): Promise<EventId>;
  /** Loses whatever was told so far, as a restore from before would, and is on another timeline. */
  startOver(): Promise<void>;
  /** Out of reach until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export async function startAccounts(nats: Nats): Promise<Accounts> {
  const database = await createOutboxDatabase();
  const pool = database.pool("kring_api");
  const relay = startRelay({ pool, nats, subject: subjects.accountsFeed, logger: silent, everyMs: 200 });
  const accounts = new Map<AccountId, DirectoryAccount>();
  const links = new Map<LinkId, DirectoryLink>();
  const relations = new Map<string, { professionalId: AccountId; clientId: AccountId; since: number }>();
  let lastEventId: EventId | null = null;

  const app = createHttpApp({
    service: "api",
    logger: silent,
    metrics: createMetrics("test"),
    publicOrigin: "http://localhost",
    trustProxy: 0,
    internalToken: API_TOKEN,
    limiter: createMemoryLimiter(),
    authenticate: {},
  });
  mountFeed(app, readAccountsFeed, { pool, relay });
  mountRoute(app, readDirectoryRecords, ({ body }) => ({
    accounts: body.accountIds.flatMap((id) => accounts.get(id) ?? []),
    links: body.linkIds.flatMap((id) => links.get(id) ?? []),
  }));
  mountRoute(app, readDirectorySnapshot, async () => {
    const { rows } = await pool.query<{ position: string }>("SELECT outbox_position() AS position");
    return {
      incarnation: await readIncarnation(pool),
      position: Number(rows[0]?.position ?? 0),
      lastEventId,
      accounts: [...accounts.values()],
      relations: [...relations.values()],
      links: [...links.values()],
    };
  });
  let server: RunningServer = await listen(createServer(app.express), { host: "127.0.0.1", port: 0 });
  const { port } = server;

  async function tell(change: () => unknown, event: EventInput<AccountsEvent>): Promise<EventId> {
    const id = await inTransaction(pool, async (client) => {
      change();
      return appendEvent<AccountsEvent>(pgExecutor(client), event);
    });
    relay.nudge();
    lastEventId = id as EventId;
    return lastEventId;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    put: (account) =>
      tell(() => accounts.set(account.id, account), { type: "account-changed.v1", payload: { accountId: account.id } }),
    forget: (accountId) =>
      tell(() => accounts.delete(accountId), { type: "account-changed.v1", payload: { accountId } }),
    putLink: (link) => tell(() => links.set(link.id, link), { type: "link-changed.v1", payload: { linkId: link.id } }),
    relate: (professionalId, clientId) =>
      tell(() => relations.set(`${professionalId} ${clientId}`, { professionalId, clientId, since: Date.now() }), {
        type: "relation-made.v1",
        payload: { professionalId, clientId },
      }),
    endRelation: (professionalId, clientId) =>
      tell(() => relations.delete(`${professionalId} ${clientId}`), {
        type: "relation-ended.v1",
        payload: { professionalId, clientId },
      }),
    endSession: (sessionId) => tell(() => {}, { type: "session-ended.v1", payload: { sessionId } }),
    tellNews: async () =>
      (await inTransaction(pool, (client) =>
        appendEvent(pgExecutor(client), { type: "account-merged.v1", payload: { into: "canary" } }),
      )) as EventId,
    startOver: async () => {
      await pool.query("UPDATE incarnation SET id = gen_random_uuid()");
      await pool.query("DELETE FROM outbox");
    },
    pause: () => server.close(0),
    resume: async () => {
      server = await listen(createServer(app.express), { host: "127.0.0.1", port });
    },
    stop: async () => {
      await server.close(0);
      await relay.stop();
      await database.close();
    },
  };
}
