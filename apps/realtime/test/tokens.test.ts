import { describe, expect, onTestFinished, test, vi } from "vitest";
import { idOf, recordOf } from "./support/cast.ts";
import { type Device, openDevice } from "./support/device.ts";
import { newSession, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

function connect(gateway: TestGateway, token: string): Device {
  const device = openDevice(gateway.url, token);
  onTestFinished(() => device.close());
  return device;
}

const refusalOf = (device: Device) =>
  new Promise<unknown>((resolve) => {
    device.socket.on("connect_error", (error: Error & { data?: unknown }) => resolve(error.data));
  });

const list = (gateway: TestGateway, token: string) =>
  fetch(`${gateway.url}/realtime/v1/conversations`, { headers: { authorization: `Bearer ${token}` } });

describe("tokens on sockets", () => {
  test("no token, a token of somebody else's making, an expired one: no connection, and a code that says why", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const expired = await stage.token(idOf("sanne"), { seconds: -60 });
    const genuine = await stage.token(idOf("sanne"));
    const forged = `${genuine.slice(0, -8)}AAAAAAAA`;
    for (const [token, code] of [
      ["", "not-signed-in"],
      ["a.b.c", "not-signed-in"],
      [forged, "not-signed-in"],
      [expired, "token-expired"],
    ] as const) {
      expect(await refusalOf(connect(gateway, token)), token).toMatchObject({ code });
      const response = await list(gateway, token);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code });
    }
    expect((await list(gateway, genuine)).status).toBe(200);
  });

  test("a renewed token keeps the connection; one of another session or account doesn't count", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const session = newSession();
    const device = connect(gateway, await stage.token(idOf("sanne"), { session, seconds: 60 }));
    const { expiresAt } = await device.awaitHello();
    const renewed = await device.emit("token.renew", { token: await stage.token(idOf("sanne"), { session }) });
    expect(renewed.ok && renewed.expiresAt > expiresAt).toBe(true);
    for (const token of [await stage.token(idOf("sanne")), await stage.token(idOf("daan"), { session })]) {
      expect(await device.emit("token.renew", { token })).toMatchObject({
        ok: false,
        error: { code: "not-signed-in" },
      });
    }
  });

  test("a connection whose token ran out is told so and closed", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    // Five seconds of patience for clocks that differ are over almost at once.
    const device = connect(gateway, await stage.token(idOf("sanne"), { seconds: -3 }));
    expect(await device.awaitFrame("session.ended")).toEqual({ code: "token-expired" });
    await until("closed", () => !device.socket.connected);
  });

  test("while the accounts service can't be reached an expired token still counts, and not after it is back", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    await stage.accounts.pause();
    const token = await stage.token(idOf("sanne"), { seconds: -60 });
    await until("the outage is noticed", async () => (await list(gateway, token)).status === 200);
    const device = connect(gateway, token);
    await device.awaitHello();
    await stage.accounts.resume();
    expect(await device.awaitFrame("session.ended")).toEqual({ code: "token-expired" });
    expect((await list(gateway, token)).status).toBe(401);
  });

  test("a gateway that starts meanwhile lets nobody in until it knows which sessions ended, then opens by itself", async () => {
    const stage = await startStage();
    await stage.gateway();
    const session = newSession();
    const tokens = {
      revoked: await stage.token(idOf("sanne"), { session }),
      expired: await stage.token(idOf("sanne"), { seconds: -60 }),
      genuine: await stage.token(idOf("sanne")),
    };
    await stage.accounts.endSession(session);
    await stage.accounts.pause();
    const late = await stage.gateway();
    const ready = () => fetch(`${late.url}/realtime/health/ready`);
    for (const token of Object.values(tokens)) {
      const refusal = { code: "unavailable", retryAfterMs: expect.any(Number) };
      expect(await refusalOf(connect(late, token))).toMatchObject(refusal);
      const response = await list(late, token);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject(refusal);
    }
    expect((await ready()).status).toBe(503);

    await stage.accounts.resume();
    await until("it opens", async () => (await ready()).status === 200);
    expect(await refusalOf(connect(late, tokens.revoked))).toMatchObject({ code: "session-ended" });
    expect(await (await list(late, tokens.expired)).json()).toMatchObject({ code: "token-expired" });
    await connect(late, tokens.genuine).awaitHello();
  });

  test("the grace has an end", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    await stage.accounts.pause();
    const token = await stage.token(idOf("sanne"), { seconds: -60 });
    const older = await stage.token(idOf("sanne"), { seconds: -31 * 60 });
    await until("the outage is noticed", async () => (await list(gateway, token)).status === 200);
    expect((await list(gateway, older)).status).toBe(401);
  });
});

describe("a session that ends takes its sockets along", () => {
  test("its devices are told and closed, its token counts no more, other sessions of the account stay", async () => {
    const stage = await startStage();
    const [left, right] = [await stage.gateway(), await stage.gateway()];
    const session = newSession();
    const token = await stage.token(idOf("sanne"), { session });
    const devices = [connect(left, token), connect(right, token)];
    const other = await stage.device(left, "sanne");
    for (const device of devices) await device.awaitHello();
    await stage.accounts.endSession(session);
    for (const device of devices) {
      expect(await device.awaitFrame("session.ended")).toEqual({ code: "session-ended" });
      await until("closed", () => !device.socket.connected);
    }
    expect(await refusalOf(connect(left, token))).toMatchObject({ code: "session-ended" });
    expect(await (await list(right, token)).json()).toMatchObject({ code: "session-ended" });
    expect(other.socket.connected).toBe(true);
  });

  test("also without NATS, and also at a gateway that starts after it ended", async () => {
    const stage = await startStage();
    const without = await stage.gateway({ natsUrl: "nats://127.0.0.1:1" });
    const session = newSession();
    const token = await stage.token(idOf("sanne"), { session });
    const device = connect(without, token);
    await device.awaitHello();
    await stage.accounts.endSession(session);
    expect(await device.awaitFrame("session.ended")).toEqual({ code: "session-ended" });
    const late = await stage.gateway();
    expect((await list(late, token)).status).toBe(401);
  });

  test("V-09 also where the clock of a gateway jumped ahead meanwhile, and back", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const session = newSession();
    const token = await stage.token(idOf("sanne"), { session });
    const code = async () => ((await (await list(gateway, token)).json()) as { code?: string }).code;
    await stage.accounts.endSession(session);
    await until("it has ended", async () => (await code()) === "session-ended");
    const other = newSession();
    const device = connect(gateway, await stage.token(idOf("sanne"), { session: other, seconds: 7_200 }));
    await device.awaitHello();
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    await stage.accounts.endSession(other);
    expect(await device.awaitFrame("session.ended")).toEqual({ code: "session-ended" });
    vi.useRealTimers();
    expect(await code()).toBe("session-ended");
  });

  test("R-09 an account that is no longer active is cut off, with all its sessions", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne", "noor"]);
    const daan = await stage.device(gateway, "daan");
    const sanne = await stage.device(gateway, "sanne");
    const token = await stage.token(idOf("daan"));
    await stage.accounts.put(recordOf("daan", { active: false }));
    await until("Daan is cut off", () => !daan.socket.connected);
    expect(daan.of("session.ended")).toEqual([{ code: "session-ended" }]);
    expect(await (await list(gateway, token)).json()).toMatchObject({ code: "session-ended" });
    await sanne.awaitFrame("entry", (frame) => frame.c === c && frame.e.kind === "left");
  });
});
