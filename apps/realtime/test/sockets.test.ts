import { connect as connectTcp } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CONTRACT_VERSION, clientEvents } from "@kring/domain/contract";
import { describe, expect, onTestFinished, test } from "vitest";
import { SOCKET_LIMITS, type SocketLimits } from "../src/socket/index.ts";
import { idOf } from "./support/cast.ts";
import { newMessageId, openDevice } from "./support/device.ts";
import { ORIGIN, startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const garbage: unknown[] = [
  undefined,
  null,
  0,
  "",
  "null",
  [],
  {},
  { c: null },
  { c: "not-an-id", id: "x", text: 1, n: -1, token: {}, conversations: "all", incarnation: 7 },
  { c: "00000000-0000-4000-8000-000000000211", n: 1e308, text: "\u0000" },
  { __proto__: { c: "x" }, constructor: "x" },
  Buffer.from([1, 2, 3]),
];

describe("whatever a client sends, the gateway stays and others are not disturbed", () => {
  test("wrong payloads, absent and strange acks, unknown events: each is refused or ignored", async () => {
    const stage = await startStage();
    const much = { burst: 10_000, perSecond: 10_000 };
    const account = Object.fromEntries(
      Object.keys(SOCKET_LIMITS.account).map((name) => [name, much]),
    ) as SocketLimits["account"];
    const gateway = await stage.gateway({ limits: { ...SOCKET_LIMITS, account, events: much, packets: much } });
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    const sanne = await stage.device(gateway, "sanne");
    for (const name of Object.keys(clientEvents) as (keyof typeof clientEvents)[]) {
      for (const payload of garbage.slice(0, 4)) {
        daan.raw(name, payload, "not a function");
        daan.raw(name, payload, null);
        daan.raw(name, payload);
      }
      daan.raw(name);
      const answer: unknown = await daan.socket.timeout(5_000).emitWithAck(name);
      expect(answer, name).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    }
    for (const name of ["unknown", "constructor", "__proto__", "toString", "message.send "]) daan.raw(name, garbage);
    for (const payload of garbage) {
      const answer: unknown = await sanne.socket.timeout(5_000).emitWithAck("message.send", payload);
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    }
    expect(await sanne.send(c, "Er is niets gebeurd")).toMatchObject({ ok: true, n: 1 });
    await daan.awaitFrame("entry");
  });

  test("half a character is refused: others would read something else than what was said", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    for (const text of ["lone\ud800end", "\udc00", "😀".slice(0, 1)]) {
      expect(await daan.send(c, text)).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    }
    expect(await daan.send(c, "heel 😀")).toMatchObject({ ok: true, n: 1 });
  });

  test("a huge frame, a broken frame and a half handshake cost their sender the connection, and nobody else", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const sanne = await stage.device(gateway, "sanne");
    for (const attack of [
      (device: Awaited<ReturnType<typeof stage.device>>) => device.raw("message.send", { text: "x".repeat(64_000) }),
      (device: Awaited<ReturnType<typeof stage.device>>) => {
        const engine = device.socket.io.engine as unknown as { write(text: string): void };
        engine.write("2[not json");
      },
    ]) {
      const daan = await stage.device(gateway, "daan");
      attack(daan);
      await until("the attacker is cut", () => !daan.socket.connected);
    }
    const half = connectTcp(gateway.port, "127.0.0.1", () =>
      half.write("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"),
    );
    half.on("error", () => {});
    onTestFinished(() => void half.destroy());
    expect(await sanne.send(c, "Nog hier")).toMatchObject({ ok: true });
  });

  test("a flood is refused with the time to wait, then cut; others are served meanwhile", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    const sanne = await stage.device(gateway, "sanne");
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => daan.send(c, `vloed ${n}`)));
    const refused = answers.flatMap((answer) => (answer.ok ? [] : answer.error));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ code, retryAfterMs }) => code === "too-many-requests" && (retryAfterMs ?? 0) > 0)).toBe(
      true,
    );
    expect(await sanne.send(c, "Ik kan gewoon schrijven")).toMatchObject({ ok: true });

    for (let n = 0; n < 2_000; n += 1) daan.raw("typing", { c });
    await until("the flood is cut", () => !daan.socket.connected);
    expect(await sanne.send(c, "En nog steeds")).toMatchObject({ ok: true });
  });

  test("what one account may do counts over all its devices", async () => {
    const stage = await startStage();
    const account = { ...SOCKET_LIMITS.account, "message.send": { burst: 3, perSecond: 0.001 } };
    const gateway = await stage.gateway({ limits: { ...SOCKET_LIMITS, account } });
    const c = await stage.start(["daan", "sanne"]);
    const phone = await stage.device(gateway, "daan");
    const laptop = await stage.device(gateway, "daan");
    for (const device of [phone, laptop, phone]) expect(await device.send(c, "Hoi")).toMatchObject({ ok: true });
    expect(await laptop.send(c, "Hoi")).toMatchObject({ ok: false, error: { code: "too-many-requests" } });
  });

  test("one account has so many connections and no more", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway({ limits: { ...SOCKET_LIMITS, connectionsPerAccount: 2 } });
    await stage.device(gateway, "daan");
    await stage.device(gateway, "daan");
    const third = openDevice(gateway.url, await stage.token(idOf("daan")));
    onTestFinished(() => third.close());
    const error = await new Promise<Error & { data?: unknown }>((resolve) => third.socket.on("connect_error", resolve));
    expect(error.data).toMatchObject({ code: "too-many-requests" });
    await stage.device(gateway, "sanne");
  });

  test("also where they come at once, and over one wire", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway({ limits: { ...SOCKET_LIMITS, connectionsPerAccount: 3 } });
    const url = `${gateway.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    const auth = `40${JSON.stringify({ token: await stage.token(idOf("daan")), version: CONTRACT_VERSION })}`;
    const wires = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const wire = new WebSocket(url);
        onTestFinished(() => wire.close());
        const answers: string[] = [];
        wire.onmessage = ({ data }) => void (/^4[04]/.test(String(data)) && answers.push(String(data).slice(0, 2)));
        await new Promise((resolve) => (wire.onopen = resolve));
        return { wire, answers };
      }),
    );
    for (const { wire } of wires) for (let times = 0; times < 3; times += 1) wire.send(auth);
    await until("each is answered", () =>
      wires.every(({ wire, answers }) => answers.length > 0 || wire.readyState > 1),
    );
    expect(wires.flatMap(({ answers }) => answers).filter((answer) => answer === "40")).toHaveLength(3);
    await stage.device(gateway, "sanne");

    for (const { wire } of wires) wire.close();
    await until("there is room again", async () => {
      const device = openDevice(gateway.url, await stage.token(idOf("daan")));
      onTestFinished(() => device.close());
      return new Promise<boolean>((resolve) => {
        device.socket.on("connect", () => resolve(true));
        device.socket.on("connect_error", () => resolve(false));
      });
    });
  });

  test("one account connects so often and no more: each time costs others something", async () => {
    const stage = await startStage();
    const account = { ...SOCKET_LIMITS.account, connect: { burst: 2, perSecond: 0.001 } };
    const gateway = await stage.gateway({ limits: { ...SOCKET_LIMITS, account } });
    for (let times = 0; times < 2; times += 1) (await stage.device(gateway, "daan")).close();
    const third = openDevice(gateway.url, await stage.token(idOf("daan")));
    onTestFinished(() => third.close());
    const error = await new Promise<Error & { data?: unknown }>((resolve, reject) => {
      third.socket.on("connect_error", resolve);
      third.socket.on("connect", reject);
    });
    expect(error.data).toMatchObject({ code: "too-many-requests", retryAfterMs: expect.any(Number) });
    await stage.device(gateway, "sanne");
  });

  test("pages of another site get no connection", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const from = async (origin: string) => {
      const device = openDevice(gateway.url, await stage.token(idOf("daan")), { extraHeaders: { origin } });
      onTestFinished(() => device.close());
      return new Promise<boolean>((resolve) => {
        device.socket.on("connect", () => resolve(true));
        device.socket.on("connect_error", () => resolve(false));
      });
    };
    expect(await from("https://elsewhere.example")).toBe(false);
    expect(await from("null")).toBe(false);
    expect(await from(ORIGIN)).toBe(true);
  });

  test("a device that doesn't read is cut with a code, and catches up when it is back; the others get everything", async () => {
    const stage = await startStage();
    const account = { ...SOCKET_LIMITS.account, "message.send": { burst: 5_000, perSecond: 5_000 } };
    const generous = { burst: 9_000, perSecond: 9_000 };
    const limits = { ...SOCKET_LIMITS, account, events: generous, packets: generous, mostBuffered: 65_536 };
    const gateway = await stage.gateway({ limits });
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    const slow = await stage.device(gateway, "sanne");
    const stream = (
      slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }
    ).ws._socket;
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      slow.socket.io.engine.on("close", (_, description) => {
        const { code, reason } = (description as unknown as { context: { code: number; reason: string } }).context;
        resolve({ code, reason });
      });
    });
    stream.pause();
    const text = "x".repeat(4_000);
    let sent = 0;
    await until("the slow one is cut", async () => {
      const batch = await Promise.all(Array.from({ length: 50 }, () => daan.send(c, text, newMessageId())));
      sent += batch.filter(({ ok }) => ok).length;
      const metrics = await gatewaySlowCount(gateway);
      return metrics > 0;
    });
    stream.resume();
    expect(await closed).toEqual({ code: 4408, reason: "too-slow" });
    await until("Daan has all", () => daan.numbers(c).length === sent);
    const again = await stage.device(gateway, "sanne");
    const { incarnation } = await again.awaitHello();
    const had = slow.numbers(c);
    expect(had).toEqual(had.map((_, at) => at + 1));
    for (let more = true; more; ) {
      const answer = await again.emit("resume", { incarnation, conversations: [{ c, n: had.length }] });
      if (!answer.ok && answer.error.retryAfterMs !== undefined) {
        await sleep(answer.error.retryAfterMs);
        continue;
      }
      const resumed = answer.ok ? answer.conversations[0] : undefined;
      if (resumed?.state !== "open") throw new Error("She takes part in it.");
      had.push(...resumed.entries.map(({ n }) => n));
      more = resumed.more;
    }
    expect(had).toEqual(Array.from({ length: sent }, (_, at) => at + 1));
  });
});

async function gatewaySlowCount(gateway: {
  http: { options: { metrics: { registry: { getSingleMetric(name: string): unknown } } } };
}) {
  const counter = gateway.http.options.metrics.registry.getSingleMetric("kring_slow_sockets_total") as {
    get(): Promise<{ values: { value: number }[] }>;
  };
  return (await counter.get()).values[0]?.value ?? 0;
}
