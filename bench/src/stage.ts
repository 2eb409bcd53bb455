import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { AccountId, SessionId } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import {
  apiProcess,
  checkout,
  createSupervisor,
  findFreePort,
  type ProcessSpec,
  type RunningProcess,
  realtimeProcess,
  type ServicePorts,
  startNats,
  startPostgres,
  type Wiring,
} from "@kring/platform";
import { createTokenSigner } from "@kring/service-kit";
import { layGroundwork, type RawMailCatcher, type Session, startRawMailCatcher, startSession } from "@kring/testing";
import pg from "pg";
import type { Writer } from "./crowd.ts";

/** A gateway as it is run, and reached without a proxy. */
export interface Gateway extends Pick<RunningProcess, "pid" | "stop"> {
  port: number;
  inspectorPort: number | undefined;
}

/** The real platform, with nothing of the bench between its processes. */
export interface Stage {
  postgres: Pick<RunningProcess, "pid">;
  nats: Pick<RunningProcess, "pid">;
  /** Of an administrator, in a database. */
  url(database: string): string;
  /** The database of conversations, and that of accounts. */
  conversations: pg.Pool;
  accounts: pg.Pool;
  mail: RawMailCatcher;
  /** A person of the demo signs in at the api. */
  signIn(person: DemoName): Promise<Session>;
  /** Two of them; more can be started. */
  gateways: readonly [Gateway, Gateway];
  /** `inspected`: it can be told to collect its garbage. */
  startGateway(choices?: { inspected?: boolean }): Promise<Gateway>;
  /** Lets people in and gives each a token. */
  admit<Person extends Writer>(people: readonly Person[]): Promise<(Person & { token: string })[]>;
  sign(account: string): Promise<string>;
  stop(): Promise<void>;
}

/** Longer than any part takes. */
const TOKEN_SECONDS = 4 * 3600;

export async function startStage({ profile }: { profile?: string | undefined } = {}): Promise<Stage> {
  const { groundwork, remove } = await layGroundwork();
  const { secrets } = groundwork;
  const supervisor = createSupervisor({ folder: join(groundwork.folder, "..") });
  const mail = await startRawMailCatcher();
  const stop = async () => {
    await supervisor.stopAll();
    await mail.stop();
    await remove();
  };
  try {
    const [postgres, nats] = await Promise.all([
      startPostgres({ supervisor, folder: groundwork.folder, passwords: secrets.postgres }),
      startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats }),
    ]);
    const url = (database: string) => postgres.url("postgres", database);
    const openPool = (database: string) => {
      const pool = new pg.Pool({ connectionString: url(database), max: 2 });
      pool.on("error", () => {});
      return pool;
    };
    const conversations = openPool("conversations");
    const accounts = openPool("accounts");
    const wiring: Wiring & { gateways: [ServicePorts, ServicePorts, ...ServicePorts[]] } = {
      origin: "http://localhost:1",
      postgres,
      nats,
      mail,
      secrets,
      attachments: join(groundwork.folder, "../attachments"),
      api: await findPorts(),
      gateways: [await findPorts(), await findPorts()],
    };
    const run = (spec: ProcessSpec) => supervisor.run({ ...spec, env: { ...spec.env, LOG_LEVEL: "warn" } });

    async function startGateway(ports: ServicePorts, inspected = false): Promise<Gateway> {
      const inspectorPort = inspected ? await findFreePort() : undefined;
      const flags = [
        ...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]),
        ...(inspectorPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectorPort}`]),
      ];
      const spec = realtimeProcess(wiring, ports, false);
      const { pid, stop } = await run({ ...spec, args: [...flags, ...spec.args] });
      return { pid, stop, port: ports.port, inspectorPort };
    }

    const api = apiProcess(wiring, false);
    await run({
      ...api,
      args: [...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]), ...api.args],
    });
    const [first, second] = wiring.gateways;
    const gateways = [await startGateway(first), await startGateway(second)] as const;
    const signToken = await createTokenSigner(Buffer.from(secrets.tokenPrivateKey, "base64").toString());
    const sign = async (account: string) =>
      (
        await signToken(
          { accountId: account as AccountId, sessionId: randomUUID() as SessionId, kind: "professional" },
          TOKEN_SECONDS,
        )
      ).token;

    return {
      postgres,
      nats,
      url,
      conversations,
      accounts,
      mail,
      signIn: (person) =>
        startSession({ address: `http://127.0.0.1:${wiring.api.port}`, origin: wiring.origin }, person),
      gateways,
      startGateway: async ({ inspected } = {}) => {
        const ports = await findPorts();
        wiring.gateways.push(ports);
        return startGateway(ports, inspected);
      },
      sign,
      admit: async (people) => {
        await seat(conversations, people);
        return Promise.all(people.map(async (person) => ({ ...person, token: await sign(person.account) })));
      },
      stop: async () => {
        await conversations.end();
        await accounts.end();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function findPorts(): Promise<ServicePorts> {
  return { port: await findFreePort(), metricsPort: await findFreePort() };
}

/** Colleagues in their conversations. */
async function seat(conversations: pg.Pool, people: readonly Writer[]): Promise<void> {
  const fill = (text: string) =>
    conversations.query(
      `${text} FROM jsonb_to_recordset($1::jsonb) AS w (account uuid, conversation uuid, handle text) ON CONFLICT DO NOTHING`,
      [JSON.stringify(people)],
    );
  await fill(
    "INSERT INTO account (id, kind, roles, active) SELECT DISTINCT account, 'professional', '{therapist}'::text[], true",
  );
  await fill("INSERT INTO conversation (id) SELECT DISTINCT conversation");
  await fill(
    "INSERT INTO participant (conversation_id, handle, account_id, kind) SELECT conversation, handle, account, 'professional'",
  );
}
