import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { CONTRACT_VERSION, type ConversationView } from "@kring/domain/contract";
import { demoConversations } from "@kring/domain/demo";
import { makeSecrets } from "@kring/platform";
import { createTokenSigner } from "@kring/service-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { API_TOKEN } from "./support/accounts.ts";
import { idOf } from "./support/cast.ts";
import { newMessageId, openDevice } from "./support/device.ts";
import { natsUrl } from "./support/nats.ts";
import { INTERNAL_TOKEN, newSession, ORIGIN, startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const secrets = makeSecrets();
const script = (name: string) => fileURLToPath(new URL(`../src/${name}`, import.meta.url));

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return String(port);
}

function run(name: string, env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [script(name)], { env: { PATH: process.env.PATH, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  return { child, output: () => output };
}

async function runToEnd(name: string, env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { child, output } = run(name, env);
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, output: output() };
}

async function prepare() {
  const stage = await startStage();
  const { database, accounts } = stage;
  const env = {
    KRING_MODE: "demo",
    PUBLIC_ORIGIN: ORIGIN,
    HOST: "127.0.0.1",
    PORT: await freePort(),
    METRICS_PORT: await freePort(),
    NATS_URL: natsUrl("realtime"),
    API_INTERNAL_URL: accounts.url,
    API_INTERNAL_TOKEN: API_TOKEN,
    REALTIME_INTERNAL_TOKEN: INTERNAL_TOKEN,
    DATABASE_URL: database.url("kring_realtime"),
    ROSTER_DATABASE_URL: database.url("kring_roster"),
    TOKEN_PUBLIC_KEYS: secrets.tokenPublicKey,
    ATTACHMENT_DIRECTORY: stage.folder,
    LOG_LEVEL: "info",
  };
  const owner = { MIGRATION_DATABASE_URL: database.url("kring_conversations_owner") };
  const sign = await createTokenSigner(Buffer.from(secrets.tokenPrivateKey, "base64").toString("utf8"));
  const tokenOf = async (name: "sanne" | "emma" | "daan") =>
    (await sign({ accountId: idOf(name), sessionId: newSession(), kind: "professional" }, 300)).token;
  return { stage, env, owner, tokenOf, url: `http://127.0.0.1:${env.PORT}` };
}

const isReady = (url: string) => async () =>
  (await fetch(`${url}/realtime/health/ready`).catch(() => undefined))?.status === 200;

describe("the service's commands", () => {
  test("migrating again changes nothing; the demo's conversations are made once, in the past, unread as told", async () => {
    const { stage, env, owner, tokenOf, url } = await prepare();
    expect(await runToEnd("migrate.ts", owner)).toMatchObject({ code: 0 });
    const { child } = run("main.ts", env);
    await until("ready", isReady(url));
    const [first, second] = [
      await runToEnd("seed-demo.ts", { ...env, ...owner }),
      await runToEnd("seed-demo.ts", { ...env, ...owner }),
    ];
    expect([first.code, second.code], first.output + second.output).toEqual([0, 0]);

    const list = async (name: "sanne" | "emma") => {
      const response = await fetch(`${url}/realtime/v1/conversations`, {
        headers: { authorization: `Bearer ${await tokenOf(name)}` },
      });
      return ((await response.json()) as { conversations: ConversationView[] }).conversations;
    };
    const seen = await list("sanne");
    const own = demoConversations.filter(({ participants }) => participants.includes("sanne"));
    expect(seen.map(({ id }) => id).toSorted()).toEqual(own.map(({ id }) => id).toSorted());
    for (const conversation of seen) {
      const demo = own.find(({ id }) => id === conversation.id);
      expect(conversation).toMatchObject({
        head: demo?.messages.length,
        topic: demo?.topic,
        unread: demo?.unread.sanne ?? 0,
      });
      expect(conversation.last?.at).toBeLessThan(Date.now());
      expect(conversation.startedAt).toBeLessThanOrEqual(conversation.last?.at ?? 0);
    }
    const { rows } = await stage.pool.query<{ ordered: boolean }>(
      "SELECT bool_and(at >= coalesce(before, at)) AS ordered FROM (SELECT at, lag(at) OVER (PARTITION BY conversation_id ORDER BY seq) AS before FROM entry) e",
    );
    expect(rows[0]?.ordered).toBe(true);

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("outside demo mode there is no demo", async () => {
    const { env, owner } = await prepare();
    const { code, output } = await runToEnd("seed-demo.ts", { ...env, ...owner, KRING_MODE: "production" });
    expect(code).not.toBe(0);
    expect(output).toContain("KRING_MODE must be demo");
  });

  test("every mistake in the settings is told in one message, without values", async () => {
    const { env } = await prepare();
    const { code, output } = await runToEnd("main.ts", {
      ...env,
      PORT: "http",
      NATS_URL: "secret-value",
      DATABASE_URL: "",
    });
    expect(code).toBe(2);
    for (const part of ["PORT must be", "NATS_URL must be", "DATABASE_URL is missing"]) expect(output).toContain(part);
    expect(output).not.toContain("secret-value");
  });

  test("V-09 a gateway that is killed outright again and again loses nothing acknowledged and doubles nothing", {
    timeout: 120_000,
  }, async () => {
    const { stage, env, tokenOf, url } = await prepare();
    const helper = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const watcher = await stage.device(helper, "sanne");
    let gateway = run("main.ts", env);
    await until("ready", isReady(url));

    const acknowledged: { text: string; n: number }[] = [];
    const send = async (text: string): Promise<void> => {
      const id = newMessageId();
      for (;;) {
        const device = openDevice(url, await tokenOf("daan"), {
          auth: { token: await tokenOf("daan"), version: CONTRACT_VERSION },
        });
        const answer = await device.socket
          .timeout(2_000)
          .emitWithAck("message.send", { c, id, text })
          .catch(() => undefined);
        device.close();
        if (answer?.ok) {
          acknowledged.push({ text, n: answer.n });
          return;
        }
      }
    };
    const texts = Array.from({ length: 60 }, (_, n) => `bericht ${n}`);
    const killing = (async () => {
      for (const after of [10, 25, 40]) {
        await until("progress", () => acknowledged.length >= after);
        gateway.child.kill("SIGKILL");
        await once(gateway.child, "exit");
        gateway = run("main.ts", env);
      }
    })();
    const queue = [...texts];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let text = queue.shift(); text !== undefined; text = queue.shift()) await send(text);
      }),
    );
    await killing;

    await until("all are here", () => watcher.texts(c).length === texts.length);
    expect(watcher.numbers(c)).toEqual(texts.map((_, index) => index + 1));
    expect(watcher.texts(c).toSorted()).toEqual(texts.toSorted());
    for (const { text, n } of acknowledged) expect(watcher.texts(c)[n - 1]).toBe(text);
  });
});
