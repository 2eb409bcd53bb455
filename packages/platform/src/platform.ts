import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildWeb, generateClient } from "./build.ts";
import { checkout } from "./checkout.ts";
import { startMailCatcher } from "./mail.ts";
import { type Nats, startNats } from "./nats.ts";
import { findFreePort, findPortFrom } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { step } from "./progress.ts";
import { type ProxyTargets, type RunningProxy, startProxy } from "./proxy.ts";
import { runToEnd } from "./run-to-end.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import {
  apiProcess,
  migrations,
  realtimeProcess,
  type ServicePorts,
  seeds,
  type Wiring,
  webDevelopmentProcess,
  webProcess,
} from "./services.ts";
import type { RunningProcess, Supervisor } from "./supervisor.ts";

export type PlatformOptions = { gateways: number; port: number; reload: boolean; supervisor: Supervisor };

export type Platform = { origin: string; mailPage: string; metrics: { name: string; port: number }[] };

/** Things to be stopped before the database, the broker and the mail catcher, in this order. */
export type Front = { proxy?: RunningProxy; services: RunningProcess[] };

/** Starts everything behind one origin; what it has started so far is in `front` and with the supervisor. */
export async function startPlatform(options: PlatformOptions, front: Front): Promise<Platform> {
  const { supervisor, reload } = options;
  const { logFolder } = supervisor;
  const secrets = loadSecrets(join(checkout.state, "secrets.json"));
  const targets: ProxyTargets = { api: [], realtime: [], web: [] };
  // The proxy takes its port first: every service is told the origin that browsers will see.
  front.proxy = await startProxyFrom(options.port, targets);
  const origin = `http://localhost:${front.proxy.port}`;

  const databases = step("Postgres", () =>
    startPostgres({ supervisor, folder: join(checkout.state, "postgres"), passwords: secrets.postgres }),
  );
  const [postgres, nats, mail] = await Promise.all([
    databases,
    step("nats-server", () => useNats(process.env.NATS_URL, supervisor, secrets)),
    step("Mail catcher", () => startMailCatcher(supervisor, join(checkout.state, "mail"))),
    databases.then(({ url }) =>
      step("Databases up to date", () =>
        Promise.all(migrations({ url }).map((errand) => runToEnd({ ...errand, logFolder }))),
      ),
    ),
    step("Database client made", () => generateClient(logFolder)),
    reload ? undefined : step("Web app built", () => buildWeb(logFolder)),
  ]);

  const [api, gateway, ...others] = await findPorts(1 + options.gateways);
  if (api === undefined || gateway === undefined) throw new Error("A platform has at least one gateway.");
  const wiring: Wiring = {
    ...{ origin, postgres, nats, mail, secrets, api },
    attachments: join(checkout.state, "attachments"),
    gateways: [gateway, ...others],
  };
  const webPort = await findFreePort();

  const run = async (label: string, spec: Parameters<Supervisor["run"]>[0], take: () => unknown): Promise<void> => {
    await step(label, async () => front.services.push(await supervisor.run(spec)));
    take();
  };
  await Promise.all([
    run("api", apiProcess(wiring, reload), () => targets.api.push(api.port)),
    ...wiring.gateways.map((each, i) =>
      run(wiring.gateways.length === 1 ? "realtime" : `realtime ${i + 1}`, realtimeProcess(wiring, each, reload), () =>
        targets.realtime.push(each.port),
      ),
    ),
    run("Web app", reload ? webDevelopmentProcess(webPort) : webProcess(origin, webPort), () =>
      targets.web.push(webPort),
    ),
  ]);
  await step("Demo people and conversations", () => seedOnce(wiring, logFolder));

  const metrics = [api, ...wiring.gateways].map(({ metricsPort }, i) => ({
    name: i === 0 ? "api" : wiring.gateways.length === 1 ? "realtime" : `realtime ${i}`,
    port: metricsPort,
  }));
  return { origin, mailPage: mail.pageUrl, metrics };
}

/** Once per database, since it takes a second or two to find that there is nothing to do. */
async function seedOnce(wiring: Wiring, logFolder: string): Promise<void> {
  const mark = join(checkout.state, "seeded");
  const database = String(statSync(join(checkout.state, "postgres", "PG_VERSION")).mtimeMs);
  if (existsSync(mark) && readFileSync(mark, "utf8") === database) return;
  for (const errand of seeds(wiring)) await runToEnd({ ...errand, logFolder });
  writeFileSync(mark, database);
}

/** Another program may take a port between the moment it is found free and the moment it is used. */
async function startProxyFrom(wanted: number, targets: ProxyTargets): Promise<RunningProxy> {
  const port = await findPortFrom(wanted);
  try {
    return await startProxy(port, targets);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      return startProxyFrom(port + 1, targets);
    throw error;
  }
}

/** The server that was named, or one of our own. */
async function useNats(
  given: string | undefined,
  supervisor: Supervisor,
  secrets: Secrets,
): Promise<Pick<Nats, "url">> {
  if (given) return { url: () => given };
  return startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats });
}

async function findPorts(count: number): Promise<ServicePorts[]> {
  const ports = new Set<number>();
  while (ports.size < count * 2) ports.add(await findFreePort());
  const all = [...ports];
  return Array.from({ length: count }, (_, i) => ({ port: all[2 * i] ?? 0, metricsPort: all[2 * i + 1] ?? 0 }));
}
