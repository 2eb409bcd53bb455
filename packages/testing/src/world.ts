import { mkdtempSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type KringClient, type PendingStore } from "@kring/client";
import type { DemoName } from "@kring/domain/demo";
import {
  apiProcess,
  buildWeb,
  checkout,
  createSupervisor,
  findFreePort,
  type ProcessSpec,
  type ProxyTargets,
  type RunningProcess,
  type RunningProxy,
  realtimeProcess,
  type ServicePorts,
  startNats,
  startProxy,
  type Wiring,
  webProcess,
} from "@kring/platform";
import { type Databases, databasesAt } from "./databases.ts";
import { type Disguises, disguise } from "./disguise.ts";
import { copyGroundwork, findPorts, type Groundwork } from "./groundwork.ts";
import { type CaughtMail, type RawMailCatcher, startRawMailCatcher } from "./mail-catcher.ts";
import { type PushCatcher, startPushCatcher } from "./push-catcher.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { type Place, type Session, startSession } from "./session.ts";
import { settle } from "./settle.ts";
import { startTap, type Tap } from "./tap.ts";
import { until } from "./until.ts";

export interface WorldOptions {
  /** Two where not said. */
  gateways?: number;
  /** Replicas of the api; one where not said. */
  apis?: number;
  /** The world begins with a copy of it, in a Postgres of its own. */
  groundwork: Groundwork;
  /** Whether Postgres syncs to disk, as where times are measured; tests kill processes and never cut the power. */
  synced?: boolean;
  /** Also builds and serves the web app. */
  web?: boolean;
  logLevel?: "debug" | "info";
  /** More of the environment of each service. */
  environment?: NodeJS.ProcessEnv;
  /** Other names and addresses for people of the demo, before any service has seen them. */
  disguises?: Disguises;
}

export interface ClientChoices {
  /** Which gateway, from 0; any where not said. */
  gateway?: number;
  /** Goes through a tap of its own, which the returned client has as `tap`. */
  tapped?: boolean;
  session?: Session;
  pendingStore?: PendingStore;
  /** Does not wait until it is connected. */
  later?: boolean;
}

export type TestClient = KringClient & { session: Session; tap: Tap | undefined };

/** A whole platform of real processes, with its demo people in it. */
export interface World extends Place {
  readonly databases: Databases;
  /** Between the services and NATS: what passes there, and a way to take NATS away. */
  readonly natsTap: Tap;
  readonly processes: readonly string[];
  /** A session of this person, the same one each time. */
  session(person: DemoName): Promise<Session>;
  /** Another session of this person. */
  signIn(person: DemoName): Promise<Session>;
  /** A connected client with its list loaded. */
  client(person: DemoName, choices?: ClientChoices): Promise<TestClient>;
  rawSocket(
    person: DemoName,
    choices?: Pick<ClientChoices, "gateway" | "session" | "tapped">,
  ): Promise<RawSocket & { tap: Tap | undefined }>;
  mails(): readonly CaughtMail[];
  /** The mail server, which can be made to fail. */
  readonly mail: RawMailCatcher;
  /** Where each replica of the api is reached without the proxy. */
  readonly apis: readonly ServicePorts[];
  /** The push service of this world's browsers. */
  readonly push: PushCatcher;
  pid(name: string): number;
  /** Ends a process outright; it is started again by itself. Resolves when it is ready again. */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Whom the proxy still finds: these gateways only, and the api or not. What is connected stays so. */
  admit(found: { gateways?: readonly number[]; api?: boolean }): void;
  /** NATS is killed and stays away until `natsBack`. */
  natsAway(): void;
  natsBack(): Promise<void>;
  /** Everything that the processes wrote, by name. */
  logs(): Promise<{ name: string; text: string }[]>;
  metrics(): Promise<{ name: string; text: string }[]>;
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "kring-world-"));
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    while (stops.length > 0) await stops.pop()?.();
  };
  try {
    return await assemble(folder, options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  folder: string,
  {
    groundwork,
    synced = false,
    web = false,
    gateways = 2,
    apis = 1,
    logLevel = "info",
    environment,
    disguises = {},
  }: WorldOptions,
  stops: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<World> {
  const restarts = new Map<string, number>();
  const supervisor = createSupervisor({
    folder,
    onEvent: (event) => {
      if (event.type === "restarted") restarts.set(event.name, (restarts.get(event.name) ?? 0) + 1);
    },
  });
  stops.push(() => supervisor.stopAll());
  const running = new Map<string, RunningProcess>();
  const { secrets } = groundwork;

  const [postgres, nats, mail, push, apiPorts, gatewayPorts] = await Promise.all([
    copyGroundwork(groundwork, supervisor, { to: join(folder, "postgres"), synced }),
    startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats }),
    startRawMailCatcher(),
    startPushCatcher(),
    Promise.all(Array.from({ length: apis }, findPorts)),
    Promise.all(Array.from({ length: gateways }, findPorts)),
    web ? buildWeb(supervisor.logFolder) : undefined,
  ]);
  stops.push(() => mail.stop());
  stops.push(() => push.stop());
  const databases = databasesAt(postgres.port, secrets);
  stops.push(() => databases.close());
  for (const server of [postgres, nats]) running.set(server.name, server);
  await disguise(databases, disguises);
  const natsTap = await startTap(nats.port);
  stops.push(() => natsTap.stop());

  const targets: ProxyTargets = {
    api: apiPorts.map(({ port }) => port),
    realtime: gatewayPorts.map(({ port }) => port),
    web: [],
  };
  const proxy = await startProxy(await findFreePort(), targets);
  stops.push(() => proxy.stop());
  const origin = `http://localhost:${proxy.port}`;
  const single = await Promise.all(
    gatewayPorts.map(async ({ port }) => startProxy(await findFreePort(), { ...targets, realtime: [port] })),
  );
  for (const each of single) stops.push(() => each.stop());

  const [first, ...others] = gatewayPorts;
  const [api, ...otherApis] = apiPorts;
  if (first === undefined || api === undefined) throw new Error("A world has at least one gateway and one api.");
  const wiring: Wiring = {
    origin,
    postgres: databases,
    nats: { url: (user) => nats.url(user).replace(`:${nats.port}`, `:${natsTap.port}`) },
    mail,
    secrets,
    attachments: join(folder, "attachments"),
    api,
    gateways: [first, ...others],
  };
  const run = async (spec: ProcessSpec): Promise<void> => {
    running.set(
      spec.name,
      await supervisor.run({
        ...spec,
        env: { ...spec.env, LOG_LEVEL: logLevel, PUSH_LOOPBACK_ORIGIN: push.origin, ...environment },
      }),
    );
  };
  const startWeb = async (): Promise<void> => {
    const port = await findFreePort();
    await run(webProcess(origin, port));
    targets.web.push(port);
  };
  await Promise.all([
    run(apiProcess(wiring, false)),
    ...otherApis.map((ports, at) => run({ ...apiProcess({ ...wiring, api: ports }, false), name: `api-${at + 2}` })),
    ...wiring.gateways.map((ports) => run(realtimeProcess(wiring, ports, false))),
    web ? startWeb() : undefined,
  ]);

  const place: Place = { address: `http://127.0.0.1:${proxy.port}`, origin };
  const sessions = new Map<DemoName, Promise<Session>>();

  const signIn = (person: DemoName): Promise<Session> => startSession(place, person, disguises[person]?.email);

  function session(person: DemoName): Promise<Session> {
    const known = sessions.get(person) ?? signIn(person);
    sessions.set(person, known);
    return known;
  }

  async function reach(
    choices: Pick<ClientChoices, "gateway" | "tapped">,
  ): Promise<{ address: string; tap: Tap | undefined }> {
    const chosen: RunningProxy | undefined = choices.gateway === undefined ? proxy : single[choices.gateway];
    if (chosen === undefined) throw new Error(`There is no gateway ${choices.gateway}.`);
    const tap = choices.tapped ? await startTap(chosen.port) : undefined;
    if (tap !== undefined) stops.push(() => tap.stop());
    return { address: `http://127.0.0.1:${tap?.port ?? chosen.port}`, tap };
  }

  async function client(person: DemoName, choices: ClientChoices = {}): Promise<TestClient> {
    const [own, { address, tap }] = await Promise.all([choices.session ?? session(person), reach(choices)]);
    const made = createClient({
      origin: address,
      issueToken: own.token,
      socketOptions: { extraHeaders: { origin } },
      ...(choices.pendingStore === undefined ? {} : { pendingStore: choices.pendingStore }),
    });
    stops.push(async () => made.close());
    if (choices.later !== true) {
      await until(`${person} is online`, () => made.connection.getSnapshot().state === "online");
      await until(`${person} has a list`, () => made.conversations.getSnapshot().state === "ready");
    }
    return Object.assign(made, { session: own, tap });
  }

  async function rawSocket(
    person: DemoName,
    choices: ClientChoices = {},
  ): Promise<RawSocket & { tap: Tap | undefined }> {
    const [own, { address, tap }] = await Promise.all([choices.session ?? session(person), reach(choices)]);
    const issued = await own.token();
    if (issued === "ended") throw new Error(`The session of ${person} has ended.`);
    const socket = await openRawSocket({ address, origin }, issued.token);
    stops.push(async () => socket.close());
    return Object.assign(socket, { tap });
  }

  function pidOf(name: string): number {
    const pid = running.get(name)?.pid();
    if (pid === undefined) throw new Error(`No process ${name} runs here.`);
    return pid;
  }

  async function kill(name: string, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const pid = pidOf(name);
    const before = restarts.get(name) ?? 0;
    process.kill(pid, signal);
    await until(`${name} is back`, () => (restarts.get(name) ?? 0) > before, 60_000);
  }

  let natsReturn: Promise<void> | undefined;
  const metricsOf = async (name: string, { metricsPort }: ServicePorts) => ({
    name,
    text: await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
  });

  return {
    ...place,
    databases,
    natsTap,
    processes: [...running.keys()],
    session,
    signIn,
    client,
    rawSocket,
    mails: mail.mails,
    mail,
    apis: apiPorts,
    push,
    pid: pidOf,
    kill,
    admit: ({ gateways, api: isApiFound = true }) => {
      targets.realtime = gatewayPorts.filter((_, at) => gateways?.includes(at) ?? true).map(({ port }) => port);
      targets.api = isApiFound ? apiPorts.map(({ port }) => port) : [];
    },
    natsAway: () => {
      natsTap.cut();
      natsReturn = kill("nats");
    },
    natsBack: async () => {
      await natsReturn;
      natsTap.restore();
    },
    logs: async () => {
      const files = await readdir(supervisor.logFolder);
      return Promise.all(
        files.map(async (name) => ({ name, text: await readFile(join(supervisor.logFolder, name), "utf8") })),
      );
    },
    metrics: () =>
      Promise.all([
        ...apiPorts.map((ports, at) => metricsOf(at === 0 ? "api" : `api-${at + 1}`, ports)),
        ...gatewayPorts.map((ports, at) => metricsOf(`realtime-${at + 1}`, ports)),
      ]),
    settle: () => settle(databases),
    stop,
  };
}
