import { connect, createServer, type Socket } from "node:net";
import type { ConversationId } from "@kring/domain/contract";
import { describe, expect, onTestFinished, test } from "vitest";
import { idOf } from "./support/cast.ts";
import { type Device, newMessageId, openDevice } from "./support/device.ts";
import { natsUrl } from "./support/nats.ts";
import { type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

/** A way to NATS that can be cut. */
async function openWay(target: URL) {
  const open = new Set<Socket>();
  let cut = false;
  const server = createServer((client) => {
    if (cut) return void client.destroy();
    const there = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, there],
      [there, client],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on("error", () => from.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const through = new URL(target);
  through.port = String(port);
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };
  onTestFinished(() => {
    cut = true;
    endAll();
    server.close();
  });
  return {
    url: through.href.replace(/\/$/, ""),
    cut: () => {
      cut = true;
      endAll();
    },
    restore: () => {
      cut = false;
    },
  };
}

/** Sends one message until it is acknowledged, as a client does: with the same id each time. */
async function insist(stage: Stage, gateway: TestGateway, state: { device: Device }, c: ConversationId, text: string) {
  const id = newMessageId();
  for (;;) {
    if (!state.device.socket.connected) {
      state.device = openDevice(gateway.url, await stage.token(idOf("daan")));
      await state.device.awaitHello();
    }
    const answer = await state.device.send(c, text, id).catch(() => undefined);
    if (answer?.ok) return answer.n;
    if (answer && !answer.ok && answer.error.code !== "unavailable") throw new Error(answer.error.code);
    await new Promise((resolve) =>
      setTimeout(resolve, answer?.ok === false ? (answer.error.retryAfterMs ?? 50) / 10 : 50),
    );
  }
}

const stored = async (stage: Stage, c: ConversationId) =>
  (
    await stage.pool.query<{ text: string }>(
      "SELECT convert_from(body, 'UTF8') AS text FROM entry WHERE conversation_id = $1 ORDER BY seq",
      [c],
    )
  ).rows.map(({ text }) => text);

describe("V-09 nothing that was acknowledged is lost, and nothing is doubled", () => {
  test("without NATS messages go on within a gateway and come late to the other one; with it back they come at once", async () => {
    const stage = await startStage();
    const way = await openWay(new URL(natsUrl("realtime")));
    const [left, right] = [await stage.gateway({ natsUrl: way.url }), await stage.gateway({ natsUrl: way.url })];
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(left, "daan");
    const [near, far] = [await stage.device(left, "sanne"), await stage.device(right, "sanne")];
    await until("NATS", () => left.nats.connected && right.nats.connected);
    await daan.send(c, "met");
    way.cut();
    await until("NATS is away", () => !left.nats.connected && !right.nats.connected);
    for (const text of ["zonder 1", "zonder 2"]) expect(await daan.send(c, text)).toMatchObject({ ok: true });
    await until("near", () => near.texts(c).length === 3);
    await until("far", () => far.texts(c).length === 3);
    await near.emit("read.mark", { c, n: 2 });
    expect(await far.awaitFrame("read.moved")).toEqual({ c, n: 2 });
    way.restore();
    await until("NATS is back", () => left.nats.connected && right.nats.connected);
    await daan.send(c, "weer met");
    const all = ["met", "zonder 1", "zonder 2", "weer met"];
    for (const device of [daan, near, far]) {
      await until("all", () => device.texts(c).length === 4);
      expect(device.texts(c)).toEqual(all);
    }
  });

  test("while Postgres is cut off sends are refused as unavailable, then they work again", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const state = { device: await stage.device(gateway, "daan") };
    onTestFinished(() => state.device.close());
    const sanne = await stage.device(gateway, "sanne");
    const texts = Array.from({ length: 40 }, (_, n) => `bericht ${n}`);
    const acknowledged: number[] = [];
    const cutting = (async () => {
      for (let round = 0; round < 6; round += 1) {
        await stage.database.cutConnections();
        await until("progress", () => acknowledged.length > round * 5);
      }
    })();
    for (const text of texts) acknowledged.push(await insist(stage, gateway, state, c, text));
    await cutting;
    expect(await stored(stage, c)).toEqual(texts);
    expect(acknowledged).toEqual(texts.map((_, index) => index + 1));
    await until("all are here", () => sanne.texts(c).length === texts.length);
    expect(sanne.texts(c)).toEqual(texts);
    const ready = await until("ready again", async () => {
      const response = await fetch(`${gateway.url}/realtime/health/ready`);
      return response.status === 200 ? response : undefined;
    });
    expect(ready.status).toBe(200);
  });

  test("a gateway that stops sends its devices away at different moments, so that no other one gets them all at once", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const names = ["daan", "sanne", "emma", "fatima"] as const;
    const devices = await Promise.all([...names, ...names, ...names].map((name) => stage.device(gateway, name)));
    const stopping = gateway.stop();
    const told = await Promise.all(devices.map((device) => device.awaitFrame("draining")));
    const times = told.map(({ retryAfterMs }) => retryAfterMs);
    expect(new Set(times).size).toBeGreaterThan(times.length / 2);
    // The last ones leave while the gateway still serves them.
    expect(Math.min(...times)).toBeGreaterThan(0);
    expect(Math.max(...times)).toBeLessThan(1_500);
    for (const device of devices) device.close();
    await stopping;
  });

  test("typing is seen at another gateway, and not without NATS: nothing of it is kept for later", async () => {
    const stage = await startStage();
    const way = await openWay(new URL(natsUrl("realtime")));
    const [left, right] = [await stage.gateway({ natsUrl: way.url }), await stage.gateway({ natsUrl: way.url })];
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(left, "daan");
    const [near, far] = [await stage.device(left, "sanne"), await stage.device(right, "sanne")];
    await until("NATS", () => left.nats.connected && right.nats.connected);
    await daan.send(c, "hallo");
    for (const device of [near, far]) await device.awaitFrame("entry");
    await daan.emit("typing", { c });
    for (const device of [near, far]) await device.awaitFrame("typing");
    way.cut();
    await until("NATS is away", () => !left.nats.connected && !right.nats.connected);
    await daan.send(c, "nog iets");
    expect(await daan.emit("typing", { c })).toEqual({ ok: true });
    way.restore();
    await until("NATS is back", () => left.nats.connected && right.nats.connected);
    await daan.send(c, "weer met");
    await far.awaitFrame("entry", ({ e }) => e.n === 3);
    expect(far.of("typing")).toHaveLength(1);
    expect(near.of("typing").length).toBeGreaterThanOrEqual(1);
  });

  test("a gateway that stops tells its devices when to come back, and finishes what it was storing", async () => {
    const stage = await startStage();
    const [left, right] = [await stage.gateway(), await stage.gateway()];
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(left, "daan");
    const sanne = await stage.device(right, "sanne");
    const sends = Array.from({ length: 20 }, (_, n) => daan.send(c, `laatste ${n}`));
    const stopping = left.stop();
    const { retryAfterMs } = await daan.awaitFrame("draining");
    expect(retryAfterMs).toBeGreaterThan(0);
    const answers = await Promise.all(sends);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    daan.close();
    await stopping;
    await until("all are here", () => sanne.texts(c).length === 20);
    const again = await stage.device(right, "daan");
    expect(await again.send(c, "hier verder")).toMatchObject({ ok: true, n: 21 });
  });
});
