import { Writable } from "node:stream";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { createLogger, settings } from "@kring/service-kit";
import type { Request } from "express";
import { afterAll, inject } from "vitest";
import { hashPassword } from "../src/auth/index.ts";
import type { ApiConfig } from "../src/config.ts";
import type { ApiApp, Deps } from "../src/deps.ts";
import { startService } from "../src/service.ts";
import { rememberDevice } from "../src/sign-in/index.ts";
import { Browser } from "./browser.ts";
import { copyDatabase } from "./copy-database.ts";
import { type MailCatcher, startMailCatcher } from "./mail-catcher.ts";
import { natsUrl } from "./nats.ts";
import { until } from "./until.ts";

/** The api as it runs, on a database of its own with the demo people in it. */
export interface World {
  url: string;
  app: ApiApp;
  deps: Deps;
  config: ApiConfig;
  mail: MailCatcher;
  /** Everything that was logged. */
  logs(): string;
  /** As the superuser. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  browser(): Browser;
  /** A browser in which this person is signed in. */
  signedIn(person: DemoName, password?: string): Promise<Browser>;
  setPassword(person: DemoName, password: string): Promise<void>;
  stop(): Promise<void>;
}

const ORIGIN = "http://localhost:8080";
/** A password that stands outside the demo. */
export const STRONG = "negen blauwe paarden";

export async function startWorld(changes: Partial<ApiConfig> = {}): Promise<World> {
  const { secrets } = inject("servers");
  const database = await copyDatabase("accounts_demo");
  const mail = await startMailCatcher();
  let written = "";
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const config: ApiConfig = {
    demo: true,
    publicOrigin: ORIGIN,
    organisation: "GGZ Waterkant",
    host: "127.0.0.1",
    port: 0,
    metricsPort: 0,
    trustProxy: 1,
    logLevel: "debug",
    databaseUrl: database.url(),
    natsUrl: natsUrl("api"),
    mailUrl: mail.url,
    mailFrom: "Kring <no-reply@kring.example>",
    mailFromDiscreet: "bericht@post.example",
    mailTls: false,
    authSecret: secrets.authSecret,
    tokenPrivateKey: settings.privateKey.parse(secrets.tokenPrivateKey),
    push: { keys: settings.vapidKey.parse(secrets.pushPrivateKey), loopbackOrigin: null },
    internalToken: secrets.apiInternalToken,
    realtime: { url: "http://127.0.0.1:9", token: secrets.realtimeInternalToken },
    ...changes,
  };
  const steps: (() => unknown)[] = [database.close, mail.stop];
  const logger = createLogger({ service: "api", level: config.logLevel, destination });
  const { app, deps, port } = await startService(config, logger, (_name, step) => steps.push(step));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    for (const step of steps.splice(0).toReversed()) await step();
  };
  afterAll(stop);
  const browser = () => new Browser(url, config.publicOrigin);
  const deviceOf = (email: string): [name: string, value: string] => {
    const [, name = "", value = ""] =
      /^([^=]+)=([^;]*)/.exec(rememberDevice(config, { headers: {} } as Request, email)) ?? [];
    return [name, value];
  };
  await until("work can be queued", () => deps.jobs.ready);
  return {
    url,
    app,
    deps,
    config,
    mail,
    logs: () => written,
    sql: database.sql,
    browser,
    setPassword: async (person, password) => {
      await database.sql(
        `UPDATE credential SET password = $2 WHERE sign_in_id = (SELECT sign_in_id FROM account WHERE id = $1)`,
        [demoPeople[person].accountId, await hashPassword(password)],
      );
    },
    signedIn: async (person, password = DEMO_PASSWORD) => {
      const one = browser();
      // In a browser of theirs: nothing is mailed about it.
      one.cookies.set(...deviceOf(demoPeople[person].email));
      const answer = await one.post("/api/v1/sign-in", { email: demoPeople[person].email, password });
      if (answer.status !== 200) throw new Error(`${person} could not sign in: ${answer.text}`);
      return one;
    },
    stop,
  };
}
