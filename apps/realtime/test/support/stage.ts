import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountId, ConversationId, EventId, SessionId } from "@kring/domain/contract";
import { type DemoName, demoLinks, demoPeople } from "@kring/domain/demo";
import { makeSecrets } from "@kring/platform";
import {
  connectNats,
  createMetrics,
  createTokenSigner,
  createTokenVerifier,
  inTransaction,
  type Nats,
  type Pool,
} from "@kring/service-kit";
import { onTestFinished } from "vitest";
import { createFileStore } from "../../src/attachment/index.ts";
import { startConversation } from "../../src/conversation/index.ts";
import { createAccountsSource } from "../../src/directory/index.ts";
import { createGateway, type Gateway, type GatewayDeps } from "../../src/gateway.ts";
import { SEND_LOCK_MS } from "../../src/message/index.ts";
import { type Accounts, API_TOKEN, startAccounts } from "./accounts.ts";
import { idOf, introduce } from "./cast.ts";
import { createConversationsDatabase, type Database, silent } from "./databases.ts";
import { type Device, openDevice } from "./device.ts";
import { natsUrl } from "./nats.ts";
import { until } from "./until.ts";

export const ORIGIN = "http://localhost:8080";
export const INTERNAL_TOKEN = "credential-of-the-conversations-service";

const secrets = makeSecrets();
const pem = (base64: string) => Buffer.from(base64, "base64").toString("utf8");
const signer = createTokenSigner(pem(secrets.tokenPrivateKey));

/** Conversations that every stage has: who is in them, the first as manager. */
type Cast = readonly [DemoName, ...DemoName[]];

export interface TestGateway extends Gateway {
  readonly url: string;
  readonly nats: Nats;
  stop(): Promise<void>;
}

export interface Stage {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly pool: Pool;
  /** Where the files of messages lie. */
  readonly folder: string;
  gateway(changes?: Partial<GatewayDeps> & { natsUrl?: string }): Promise<TestGateway>;
  start(people: Cast, options?: { topic?: string }): Promise<ConversationId>;
  token(account: AccountId, options?: { session?: SessionId; seconds?: number }): Promise<string>;
  device(gateway: TestGateway, name: DemoName, options?: Record<string, unknown>): Promise<Device>;
  /** Resolves once the directory has come as far as this event. */
  applied(event: EventId): Promise<void>;
  get(gateway: TestGateway, path: string, name: DemoName, headers?: Record<string, string>): Promise<Response>;
}

export const newSession = (): SessionId => randomUUID() as SessionId;

/** A conversations service on real Postgres and NATS, with the demo's people and no conversations. Ends with its test. */
export async function startStage(): Promise<Stage> {
  const database = await createConversationsDatabase();
  const bell = connectNats({ url: natsUrl("api"), name: "test-accounts", logger: silent });
  const accounts = await startAccounts(bell);
  const pool = database.pool("kring_realtime");
  const folder = await mkdtemp(join(tmpdir(), "kring-files-"));
  const lastEvent = await introduce(accounts);
  const gateways: TestGateway[] = [];
  onTestFinished(async () => {
    for (const gateway of gateways) await gateway.stop();
    await accounts.stop();
    await bell.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function startGateway({ natsUrl: changed, ...changes }: Partial<GatewayDeps> & { natsUrl?: string } = {}) {
    const nats = connectNats({ url: changed ?? natsUrl("realtime"), name: "test-gateway", logger: silent });
    const gateway = await createGateway({
      pool: database.pool("kring_realtime"),
      sendPool: database.pool("kring_realtime", 2, SEND_LOCK_MS),
      rosterPool: database.pool("kring_roster"),
      nats,
      files: await createFileStore(folder),
      accounts: createAccountsSource({ url: accounts.url, token: API_TOKEN }),
      verify: await createTokenVerifier([pem(secrets.tokenPublicKey)]),
      internalToken: INTERNAL_TOKEN,
      publicOrigin: ORIGIN,
      address: { host: "127.0.0.1", port: 0 },
      trustProxy: 0,
      logger: silent,
      metrics: createMetrics("test"),
      ...changes,
    });
    let stopping: Promise<void> | undefined;
    const started: TestGateway = {
      ...gateway,
      url: `http://127.0.0.1:${gateway.port}`,
      nats,
      stop: () => {
        stopping ??= gateway.drain().then(() => nats.close());
        return stopping;
      },
    };
    gateways.push(started);
    await applied(lastEvent);
    return started;
  }

  async function applied(event: EventId): Promise<void> {
    await until("the event is applied", async () => {
      const { rowCount } = await pool.query("SELECT FROM applied_event WHERE event_id = $1", [event]);
      return rowCount === 1;
    });
  }

  const token: Stage["token"] = async (account, { session = newSession(), seconds = 300 } = {}) => {
    const person = Object.values(demoPeople).find(({ accountId }) => accountId === account);
    const claims = { accountId: account, sessionId: session, kind: person?.kind ?? "professional" } as const;
    return (await (await signer)(claims, seconds)).token;
  };

  return {
    database,
    accounts,
    pool,
    folder,
    gateway: startGateway,
    start: (people, { topic = null } = {}) => startAs(pool, people, topic),
    token,
    applied,
    device: async (gateway, name, options) => {
      const device = openDevice(gateway.url, await token(idOf(name)), options);
      onTestFinished(() => device.close());
      await device.awaitHello();
      return device;
    },
    get: async (gateway, path, name, headers = {}) =>
      fetch(`${gateway.url}${path}`, { headers: { authorization: `Bearer ${await token(idOf(name))}`, ...headers } }),
  };
}

async function startAs(pool: Pool, people: Cast, topic: string | null): Promise<ConversationId> {
  const participants = people.map((name) => {
    const link = Object.values(demoLinks).find(({ relatedPerson }) => relatedPerson === name);
    return { account: idOf(name), ...(link ? { via: link.linkId } : {}) };
  });
  const [manager, ...others] = participants;
  if (!manager) throw new Error("A conversation needs somebody");
  const { c } = await inTransaction(pool, (client) => startConversation(client, { manager, others, topic }));
  return c;
}
