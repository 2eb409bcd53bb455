import type { ConversationId } from "@kring/domain/contract";
import { createMetrics, type Metrics } from "@kring/service-kit";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createAccountsSource } from "../src/directory/index.ts";
import { API_TOKEN } from "./support/accounts.ts";
import { idOf, recordOf } from "./support/cast.ts";
import { type Device, openDevice } from "./support/device.ts";
import { type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

const UNAVAILABLE = { code: "unavailable", retryAfterMs: expect.any(Number) };

/** A clock by which nothing is late: it runs on, so many minutes ahead. */
function openClock(): { ahead(minutes: number): void } {
  const now = performance.now.bind(performance);
  let ahead = 0;
  const spy = vi.spyOn(performance, "now").mockImplementation(() => now() + ahead);
  onTestFinished(() => spy.mockRestore());
  return {
    ahead: (minutes) => {
      ahead = minutes * 60_000;
    },
  };
}

async function setStage() {
  const stage = await startStage();
  const clock = openClock();
  const metrics = createMetrics("test");
  const gateway = await stage.gateway({ metrics });
  const c = await stage.start(["sanne", "emma"]);
  const emma = await stage.device(gateway, "emma");
  const sanne = await stage.device(gateway, "sanne");
  return { stage, clock, metrics, gateway, c, emma, sanne };
}

const isReady = async ({ url }: TestGateway) => (await fetch(`${url}/realtime/health/ready`)).status === 200;
const readList = (stage: Stage, gateway: TestGateway) => stage.get(gateway, "/realtime/v1/conversations", "emma");
const ageIn = async (metrics: Metrics): Promise<number> =>
  Number(/^kring_rights_age_seconds\S* (\S+)$/m.exec(await metrics.registry.metrics())?.[1]);

async function connectRefused(stage: Stage, gateway: TestGateway): Promise<unknown> {
  const device = openDevice(gateway.url, await stage.token(idOf("emma")));
  onTestFinished(() => device.close());
  return new Promise((resolve) => {
    device.socket.on("connect_error", (error: Error & { data?: unknown }) => resolve(error.data));
    device.socket.on("hello", () => resolve("let in"));
  });
}

async function countEntries(stage: Stage, c: ConversationId): Promise<number> {
  const { rows } = await stage.pool.query<{ head: number }>("SELECT head FROM conversation WHERE id = $1", [c]);
  return rows[0]?.head ?? 0;
}

async function expectClosed(stage: Stage, gateway: TestGateway, devices: readonly Device[]): Promise<void> {
  await until("every connection is closed", () => devices.every(({ socket }) => !socket.connected));
  // The session lasts: who comes again may be let in.
  for (const device of devices) expect(device.of("session.ended")).toEqual([]);
  expect(await connectRefused(stage, gateway)).toMatchObject(UNAVAILABLE);
  const answer = await readList(stage, gateway);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject(UNAVAILABLE);
  expect(await isReady(gateway)).toBe(false);
}

describe("V-06 what a gateway knows of sessions and ties lasts for thirty minutes", () => {
  test("while the accounts service is away it serves on for that long, then nobody, and again when that is back", async () => {
    const { stage, clock, metrics, gateway, c, emma, sanne } = await setStage();
    await stage.accounts.pause();
    clock.ahead(29);
    expect(await emma.send(c, "nog wel")).toMatchObject({ ok: true, n: 1 });
    await sanne.awaitFrame("entry");
    expect((await readList(stage, gateway)).status).toBe(200);
    expect(await isReady(gateway)).toBe(true);
    expect(await ageIn(metrics)).toBeGreaterThan(29 * 60 - 1);

    clock.ahead(31);
    const late = await emma.send(c, "niet meer").catch(() => "no answer");
    if (late !== "no answer") expect(late).toMatchObject({ ok: false, error: UNAVAILABLE });
    await expectClosed(stage, gateway, [emma, sanne]);
    expect(await countEntries(stage, c)).toBe(1);
    expect(await ageIn(metrics)).toBeGreaterThan(31 * 60 - 1);

    await stage.accounts.resume();
    await until("it opens by itself", () => isReady(gateway));
    const again = await stage.device(gateway, "emma");
    expect(await again.send(c, "weer wel")).toMatchObject({ ok: true, n: 2 });
    expect((await readList(stage, gateway)).status).toBe(200);
    expect(await ageIn(metrics)).toBeLessThan(60);
  });

  test("also where new tokens are still to be had, since only this gateway can't hear which sessions ended", async () => {
    const { stage, clock, gateway, emma, sanne } = await setStage();
    await stage.accounts.pause();
    clock.ahead(31);
    await expectClosed(stage, gateway, [emma, sanne]);
    const other = openDevice(gateway.url, await stage.token(idOf("daan"), { seconds: 3_600 }));
    onTestFinished(() => other.close());
    const refused = new Promise((resolve) => other.socket.on("connect_error", (error) => resolve(error)));
    expect(await refused).toMatchObject({ data: UNAVAILABLE });
  });

  test("also where the sessions are known and only the ties can't be applied; when they can, they come first", async () => {
    const stage = await startStage();
    const clock = openClock();
    const source = createAccountsSource({ url: stage.accounts.url, token: API_TOKEN });
    let broken = false;
    const gateway = await stage.gateway({
      accounts: {
        ...source,
        readRecords: (accounts, links) =>
          broken ? Promise.reject(new Error("away")) : source.readRecords(accounts, links),
      },
    });
    const c = await stage.start(["sanne", "emma"]);
    const sanne = await stage.device(gateway, "sanne");
    broken = true;
    const ended = await stage.accounts.endRelation(idOf("sanne"), idOf("emma"));
    clock.ahead(31);
    await expectClosed(stage, gateway, [sanne]);
    broken = false;
    await until("it opens by itself", () => isReady(gateway));
    await stage.applied(ended);
    expect((await stage.get(gateway, `/realtime/v1/conversations/${c}`, "sanne")).status).toBe(404);
  });

  test("a gateway that starts lets nobody in before it has applied what happened meanwhile", async () => {
    const stage = await startStage();
    const first = await stage.gateway();
    const c = await stage.start(["sanne", "emma"]);
    await first.stop();
    await stage.accounts.endRelation(idOf("sanne"), idOf("emma"));
    await stage.accounts.put(recordOf("daan"));
    const source = createAccountsSource({ url: stage.accounts.url, token: API_TOKEN });
    let broken = true;
    const late = await stage.gateway({
      accounts: {
        ...source,
        readRecords: (accounts, links) =>
          broken ? Promise.reject(new Error("away")) : source.readRecords(accounts, links),
      },
    });
    expect(await connectRefused(stage, late)).toMatchObject(UNAVAILABLE);
    expect((await stage.get(late, `/realtime/v1/conversations/${c}`, "sanne")).status).toBe(503);
    expect(await isReady(late)).toBe(false);
    broken = false;
    await until("it opens by itself", () => isReady(late));
    expect((await stage.get(late, `/realtime/v1/conversations/${c}`, "sanne")).status).toBe(404);
  });

  test("the clock of days says nothing about it", async () => {
    const { stage, gateway, c, emma } = await setStage();
    await stage.accounts.pause();
    const token = await stage.token(idOf("emma"), { seconds: 7_200 });
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    const answer = await fetch(`${gateway.url}/realtime/v1/conversations/${c}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    expect(await isReady(gateway)).toBe(true);
    vi.useRealTimers();
    expect(emma.of("session.ended")).toEqual([]);
  });
});
