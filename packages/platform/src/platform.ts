import { join } from "node:path";
import { buildWeb, generateClient } from "./build.ts";
import { checkout } from "./checkout.ts";
import { startMailCatcher } from "./mail.ts";
import { startNats } from "./nats.ts";
import { findFreePort, findPortFrom } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { step } from "./progress.ts";
import { type ProxyTargets, type RunningProxy, startProxy } from "./proxy.ts";
import { runToEnd } from "./run-to-end.ts";
import { loadSecrets } from "./secrets.ts";
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
  front.proxy = await startProxy(await findPortFrom(options.port), targets);
  const origin = `http://localhost:${front.proxy.port}`;

  const databases = step("Postgres", () =>
    startPostgres({ supervisor, folder: join(checkout.state, "postgres"), passwords: secrets.postgres }),
  );
  const [postgres, nats, mail] = await Promise.all([
    databases,
    step("nats-server", () => startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats })),
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
  const wiring: Wiring = { origin, postgres, nats, mail, secrets, api, gateways: [gateway, ...others] };
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
  await step("Demo people and conversations", async () => {
    for (const errand of seeds(wiring)) await runToEnd({ ...errand, logFolder });
  });

  const metrics = [api, ...wiring.gateways].map(({ metricsPort }, i) => ({
    name: i === 0 ? "api" : wiring.gateways.length === 1 ? "realtime" : `realtime ${i}`,
    port: metricsPort,
  }));
  return { origin, mailPage: mail.pageUrl, metrics };
}

async function findPorts(count: number): Promise<ServicePorts[]> {
  const ports = new Set<number>();
  while (ports.size < count * 2) ports.add(await findFreePort());
  const all = [...ports];
  return Array.from({ length: count }, (_, i) => ({ port: all[2 * i] ?? 0, metricsPort: all[2 * i + 1] ?? 0 }));
}
