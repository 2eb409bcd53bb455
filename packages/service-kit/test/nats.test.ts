import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSupervisor, makeSecrets, startNats } from "@kring/platform";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { connectNats, createMetrics, currentRequestId, type Nats, runInContext } from "../src/index.ts";
import { createTestLogger, silent } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "kring-nats-"));
const supervisor = createSupervisor({ folder });
let url = "";
let pid: () => number | undefined;

beforeAll(async () => {
  const server = await startNats({ supervisor, programFolder: join(folder, "bin"), passwords: makeSecrets().nats });
  url = server.url("realtime");
  pid = server.pid;
}, 120_000);

afterAll(async () => {
  await supervisor.stopAll();
  await rm(folder, { recursive: true, force: true });
});

function open(options: Partial<Parameters<typeof connectNats>[0]> = {}): Nats {
  const nats = connectNats({ url, name: "test", logger: silent, ...options });
  onTestFinished(() => nats.close());
  return nats;
}

const untilConnected = (nats: Nats) => expect.poll(() => nats.connected, { timeout: 10_000 }).toBe(true);

/** Ends the server as a crash would; the supervisor starts it again on the same port. */
function crash(): void {
  const server = pid();
  if (server === undefined) throw new Error("nats-server is not running");
  process.kill(server, "SIGKILL");
}

describe("NATS", () => {
  test("carries messages, and the id of the request within which they were sent", async () => {
    const [from, to] = [open(), open()];
    await Promise.all([untilConnected(from), untilConnected(to)]);
    const got: unknown[] = [];
    to.subscribe("kring.applied", (message) => got.push([message.subject, message.text(), currentRequestId()]));
    await to.flush();
    runInContext({ requestId: "request-of-anna" }, () => from.publish("kring.applied", "one"));
    from.publish("kring.applied", Buffer.from("two"));
    await expect
      .poll(() => got)
      .toEqual([
        ["kring.applied", "one", "request-of-anna"],
        ["kring.applied", "two", undefined],
      ]);
  });

  test("a message that can't be handled ends nothing", async () => {
    const { logger, lines } = createTestLogger();
    const [nats, other] = [open({ logger }), open()];
    await Promise.all([untilConnected(nats), untilConnected(other)]);
    const got: unknown[] = [];
    nats.subscribe("kring.applied", (message) => got.push(JSON.parse(message.text())));
    nats.subscribe("kring.applied", async (message) => JSON.parse(message.text()));
    await nats.flush();
    for (const text of ["not json", '{"v":1}']) other.publish("kring.applied", text);
    await expect.poll(() => got).toEqual([{ v: 1 }]);
    expect(lines().filter(({ level }) => level === "error")).toHaveLength(2);
  });

  test("a closed subscription tells nothing more", async () => {
    const [nats, other] = [open(), open()];
    await Promise.all([untilConnected(nats), untilConnected(other)]);
    const got: string[] = [];
    const subscription = nats.subscribe("kring.applied", (message) => got.push(message.text()));
    await nats.flush();
    other.publish("kring.applied", "one");
    await other.flush();
    await nats.flush();
    subscription.close();
    other.publish("kring.applied", "two");
    await other.flush();
    await nats.flush();
    expect(got).toEqual(["one"]);
  });

  test("tells nobody what they said themselves", async () => {
    const [nats, other] = [open(), open()];
    await Promise.all([untilConnected(nats), untilConnected(other)]);
    const got: string[] = [];
    nats.subscribe("kring.applied", (message) => got.push(message.text()));
    await nats.flush();
    nats.publish("kring.applied", "own");
    await nats.flush();
    other.publish("kring.applied", "another's");
    await expect.poll(() => got).toEqual(["another's"]);
  });

  test("away and back: publishing is dropped and counted, subscriptions hold", async () => {
    const metrics = createMetrics("test");
    const nats = open({ metrics });
    await untilConnected(nats);
    const got: string[] = [];
    const changes: boolean[] = [];
    nats.onChange((connected) => changes.push(connected));
    nats.subscribe("kring.applied", (message) => got.push(message.text()));
    await nats.flush();
    crash();
    await expect.poll(() => nats.connected).toBe(false);
    nats.publish("kring.applied", "lost");
    await expect(nats.flush()).rejects.toThrow("away");
    nats.subscribe("kring.account.1", (message) => got.push(message.text()));
    const other = open();
    await Promise.all([untilConnected(nats), untilConnected(other)]);
    await nats.flush();
    other.publish("kring.applied", "after");
    other.publish("kring.account.1", "new");
    await expect.poll(() => got).toEqual(["after", "new"]);
    expect(changes).toEqual([false, true]);
    expect(await metrics.registry.getSingleMetricAsString("kring_nats_dropped_total")).toMatch(/ 1$/m);
  });

  test("a flush that is under way when NATS goes away rejects", async () => {
    const nats = open();
    await untilConnected(nats);
    process.kill(pid() ?? 0, "SIGSTOP");
    // The signal takes its time, and an answer may be on its way.
    const answers = () =>
      nats.flush(50).then(
        () => true,
        () => false,
      );
    await expect.poll(answers).toBe(false);
    const flushing = nats.flush(60_000);
    const settled = flushing.then(
      () => "done",
      () => "rejected",
    );
    crash();
    expect(await settled).toBe("rejected");
    await untilConnected(nats);
  });

  test("a start does not wait for NATS, and a stop does not either", async () => {
    const nats = open({ url: "nats://realtime:wrong@127.0.0.1:1" });
    nats.subscribe("kring.applied", () => {});
    expect(nats.connected).toBe(false);
    await expect(nats.flush()).rejects.toThrow("away");
    await nats.close();
  });

  test("credentials are kept out of the log", async () => {
    const { logger, text } = createTestLogger();
    const wrong = new URL(url);
    wrong.password = "canary-password";
    open({ url: wrong.href, logger });
    await expect.poll(text).toContain("can't connect to NATS yet");
    expect(text()).not.toContain("canary");
  });
});
