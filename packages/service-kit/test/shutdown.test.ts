import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";

const program = fileURLToPath(new URL("./fixtures/service.ts", import.meta.url));

function start(env: Record<string, string>) {
  const child = fork(program, [], { env: { PATH: process.env.PATH, ...env }, silent: true });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const output = { text: "" };
  const messages = () => [...output.text.matchAll(/"msg":"([^"]*)"/g)].map(([, message]) => message);
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output.text += chunk));
  const ended = once(child, "exit").then(([code]: (number | null)[]) => code);
  return { child, output, messages, ended };
}

describe("a service", () => {
  test("stops on SIGTERM, the last opened first, with 0", async () => {
    const { child, messages, ended } = start({ PORT: "1", HOW: "well" });
    await expect.poll(messages, { timeout: 60_000 }).toEqual(["started"]);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    // What is still being written when a process exits may come after what was logged later.
    await expect.poll(() => messages().toSorted()).toEqual(["pool closed", "server closed", "started", "stopped"]);
  });

  test("stops when the process that started it is gone", async () => {
    const { child, messages, ended } = start({ PORT: "1", HOW: "well" });
    await expect.poll(messages, { timeout: 60_000 }).toEqual(["started"]);
    child.disconnect();
    expect(await ended).toBe(0);
  });

  test("ends with 0 also when a step of stopping hangs", async () => {
    const { child, messages, ended } = start({ PORT: "1", HOW: "hang" });
    await expect.poll(messages, { timeout: 60_000 }).toEqual(["started"]);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await expect.poll(messages).toContain("stopping took too long");
  });

  test("with wrong settings tells each mistake and ends with 2", async () => {
    const { output, ended } = start({ PORT: "x" });
    expect(await ended).toBe(2);
    await expect.poll(() => output.text).toContain("PORT must be a whole number from 0 to 65535");
    await expect.poll(() => output.text).toContain("HOW is missing");
  });

  test("logs what nobody caught and ends with 1", async () => {
    const { messages, output, ended } = start({ PORT: "1", HOW: "crash" });
    expect(await ended).toBe(1);
    await expect.poll(messages).toContain("unhandled rejection");
    await expect.poll(() => output.text).toContain('"message":"crashed"');
  });
});
