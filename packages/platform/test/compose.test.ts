import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkout } from "../src/checkout.ts";
import { inheritedEnvironment } from "../src/inherited-environment.ts";
import { ROLES } from "../src/postgres-roles.ts";
import { makeSecrets } from "../src/secrets.ts";
import {
  apiEnvironment,
  migrations,
  realtimeEnvironment,
  seeds,
  type Wiring,
  webEnvironment,
} from "../src/services.ts";

type Service = { environment: Record<string, string>; depends_on?: Record<string, { condition: string }> };

const read = (file: string): string => readFileSync(join(checkout.root, file), "utf8");
const text = read("docker-compose.yml");
const { services }: { services: Record<string, Service> } = parse(text, { merge: true });

const ports = { port: 1, metricsPort: 2 };
const url = (...parts: string[]): string => parts.join("/");
const wiring: Wiring = {
  origin: "http://localhost:8080",
  postgres: { url },
  nats: { url },
  mail: { smtpUrl: "smtp://localhost" },
  secrets: makeSecrets(),
  attachments: "/attachments",
  api: ports,
  gateways: [ports],
};

const IN_THE_IMAGE = ["HOST", "PORT", "METRICS_PORT"];
const INHERITED = Object.keys(inheritedEnvironment());

function namesOf(environment: object): string[] {
  return Object.keys(environment)
    .filter((name) => !INHERITED.includes(name) || name === "LOG_LEVEL")
    .filter((name) => !IN_THE_IMAGE.includes(name))
    .sort();
}

const serviceNames = (name: string): string[] => namesOf(services[name]?.environment ?? {});

describe("docker-compose.yml", () => {
  it("gives each service the same settings as `npm start` does", () => {
    expect(serviceNames("api")).toEqual(namesOf(apiEnvironment(wiring)));
    expect(serviceNames("realtime-1")).toEqual(namesOf(realtimeEnvironment(wiring)));
    expect(serviceNames("web")).toEqual(
      namesOf(webEnvironment(wiring.origin, 3)).filter((name) => name !== "LOG_LEVEL"),
    );
    expect(services["realtime-2"]).toEqual(services["realtime-1"]);
    const [migrateApi, migrateRealtime] = migrations({ url });
    expect(serviceNames("migrate-accounts")).toEqual(
      namesOf(migrateApi?.env ?? {}).filter((name) => name !== "LOG_LEVEL"),
    );
    expect(serviceNames("migrate-conversations")).toEqual(
      namesOf(migrateRealtime?.env ?? {}).filter((name) => name !== "LOG_LEVEL"),
    );
    const [seedApi, seedRealtime] = seeds(wiring);
    expect(serviceNames("seed-accounts")).toEqual(namesOf(seedApi?.env ?? {}));
    expect(serviceNames("seed-conversations")).toEqual(namesOf(seedRealtime?.env ?? {}));
  });

  it("takes every variable from .env, and .env.example names them all", () => {
    const used = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    const named = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(named.sort());
  });

  it("makes the same roles as `npm start` does, in an init script that gets all their passwords", () => {
    const script = read("deploy/postgres/init.sh");
    expect([...script.matchAll(/CREATE ROLE (\w+)/g)].map(([, role]) => role)).toEqual(ROLES);
    const needed = [...script.matchAll(/\$(KRING_\w+)/g)].map(([, name]) => name);
    expect(serviceNames("postgres")).toEqual(expect.arrayContaining(needed));
  });

  it("names only services that exist in what services wait for", () => {
    const awaited = Object.values(services).flatMap(({ depends_on = {} }) => Object.keys(depends_on));
    expect(Object.keys(services)).toEqual(expect.arrayContaining(awaited));
  });
});
