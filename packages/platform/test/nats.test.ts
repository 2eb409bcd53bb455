import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout } from "../src/checkout.ts";
import { type Nats, startNats } from "../src/nats.ts";
import { makeSecrets } from "../src/secrets.ts";
import { createSupervisor, type Supervisor } from "../src/supervisor.ts";

const folder = mkdtempSync(join(tmpdir(), "kring-nats-"));
let supervisor: Supervisor;
let nats: Nats;

beforeAll(async () => {
  supervisor = createSupervisor({ folder });
  nats = await startNats({ supervisor, programFolder: checkout.programs, passwords: makeSecrets().nats });
}, 120_000);

afterAll(async () => {
  await supervisor.stopAll();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(user: "api" | "realtime"): Promise<NatsConnection> {
  const { username, password } = new URL(nats.url(user));
  return connect({ servers: `127.0.0.1:${nats.port}`, user: username, pass: password });
}

/** Whether what `from` publishes on a subject reaches `to`. */
async function reaches(from: "api" | "realtime", to: "api" | "realtime", subject: string): Promise<boolean> {
  const [publisher, subscriber] = await Promise.all([signIn(from), signIn(to)]);
  try {
    const received = (async () => {
      for await (const _message of subscriber.subscribe(subject, { max: 1 })) return true;
      return false;
    })().catch(() => false);
    await subscriber.flush();
    publisher.publish(subject, "x");
    await publisher.flush();
    // Both ends have done their round trip: what has not come by then was refused.
    await subscriber.flush();
    await subscriber.drain();
    return await received;
  } finally {
    await Promise.all([publisher.close(), subscriber.close()]);
  }
}

describe("the permissions of deploy/nats.conf", () => {
  it("let each service say and hear what it is meant to", async () => {
    expect(await reaches("realtime", "realtime", "kring.conv.a")).toBe(true);
    expect(await reaches("realtime", "realtime", "kring.typing.a")).toBe(true);
    expect(await reaches("api", "realtime", "kring.account.a")).toBe(true);
    expect(await reaches("api", "realtime", "kring.feed.accounts")).toBe(true);
    expect(await reaches("realtime", "api", "kring.feed.conversations")).toBe(true);
  });

  it("let no service say what is the other's, nor the api hear conversations", async () => {
    expect(await reaches("api", "realtime", "kring.conv.a")).toBe(false);
    expect(await reaches("realtime", "api", "kring.conv.a")).toBe(false);
    expect(await reaches("realtime", "realtime", "kring.feed.accounts")).toBe(false);
    expect(await reaches("api", "realtime", "kring.feed.conversations")).toBe(false);
    expect(await reaches("realtime", "realtime", "elsewhere")).toBe(false);
  });

  it("admit nobody without a password", async () => {
    await expect(connect({ servers: `127.0.0.1:${nats.port}`, reconnect: false })).rejects.toThrow(/authoriz/i);
  });
});
