import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { LEDGERS, stopLeftovers } from "../src/ledger.ts";
import { findFreePort } from "../src/ports.ts";
import { identifyProcess, isSameProcess } from "../src/process-identity.ts";
import { answersAt, createSupervisor, type Supervisor, type SupervisorEvent } from "../src/supervisor.ts";

const WITHIN = { timeout: 60_000, interval: 20 };
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kring-supervisor-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function supervise(folder: string): { supervisor: Supervisor; events: SupervisorEvent[] } {
  const events: SupervisorEvent[] = [];
  const supervisor = createSupervisor({ folder, onEvent: (event) => events.push(event) });
  ends.push(() => supervisor.stopAll());
  return { supervisor, events };
}

/** Answers on a port with the number of its process. */
const PROGRAM =
  "require('http').createServer((q, r) => r.end(String(process.pid))).listen(+process.argv[1], '127.0.0.1')";

function programOn(port: number) {
  const isReady = answersAt(`http://127.0.0.1:${port}/`);
  return { name: "program", command: process.execPath, args: ["-e", PROGRAM, String(port)], isReady };
}

const askPid = async (port: number): Promise<number> => Number(await (await fetch(`http://127.0.0.1:${port}/`)).text());

describe("a supervised process", () => {
  it("is started again on the same port when it was killed, and not when it was stopped", async () => {
    const { supervisor, events } = supervise(makeFolder());
    const port = await findFreePort();
    const program = await supervisor.run(programOn(port));
    const first = await askPid(port);
    process.kill(first, "SIGKILL");
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toEqual(["ended", "restarted"]), WITHIN);
    const second = await askPid(port);
    expect(second).not.toBe(first);
    await program.stop();
    expect(identifyProcess(second)).toBeUndefined();
    expect(events).toHaveLength(2);
  });

  it("that fails at its start says why", async () => {
    const { supervisor } = supervise(makeFolder());
    const args = ["-e", "console.error('the port is taken'); process.exit(3)"];
    const failing = { name: "failing", command: process.execPath, args, isReady: async () => false };
    await expect(supervisor.run(failing)).rejects.toThrow(/failing ended with code 3\n {2}the port is taken/);
  });

  it("is killed when it ignores being asked, with all that it started", async () => {
    const folder = makeFolder();
    const { supervisor } = supervise(folder);
    const file = join(folder, "pids");
    const program = `
      process.on("SIGTERM", () => {});
      const child = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
      require("fs").writeFileSync(${JSON.stringify(file)}, process.pid + " " + child.pid);
      setInterval(() => {}, 1000);`;
    const pids = () => readFileSync(file, "utf8").split(" ").map(Number);
    const isReady = async () => pids().length === 2;
    const running = await supervisor.run({ name: "deaf", command: process.execPath, args: ["-e", program], isReady });
    await running.stop();
    await vi.waitFor(() => expect(pids().map(identifyProcess)).toEqual([undefined, undefined]), WITHIN);
  }, 90_000);
});

describe("when the supervisor itself is killed", () => {
  const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

  /** A process of its own that has the program as its child, so that it can be killed. */
  async function startOwner(code: string, port: number): Promise<ChildProcess> {
    const owner = spawn(process.execPath, ["--input-type=module", "-e", `${code}; setInterval(() => {}, 1000);`]);
    ends.push(() => owner.kill("SIGKILL"));
    await vi.waitFor(() => askPid(port), WITHIN);
    return owner;
  }

  const withGuard = (folder: string, port: number): string => `
    const { createSupervisor, answersAt } = await import(${here("../src/supervisor.ts")});
    const supervisor = createSupervisor({ folder: ${JSON.stringify(folder)} });
    const isReady = answersAt("http://127.0.0.1:${port}/");
    const args = ["-e", ${JSON.stringify(PROGRAM)}, "${port}"];
    await supervisor.run({ name: "program", command: process.execPath, args, isReady })`;

  const withoutGuard = (folder: string, port: number): string => `
    const { createLedger } = await import(${here("../src/ledger.ts")});
    const { identifyProcess } = await import(${here("../src/process-identity.ts")});
    const { spawn } = await import("node:child_process");
    const child = spawn(process.execPath, ["-e", ${JSON.stringify(PROGRAM)}, "${port}"], { detached: true });
    const ledger = createLedger(${JSON.stringify(join(folder, LEDGERS, "owner.json"))});
    ledger.add({ ...identifyProcess(child.pid), name: "program", stopSignal: "SIGTERM" })`;

  it("its guard stops the children", async () => {
    const folder = makeFolder();
    const port = await findFreePort();
    const owner = await startOwner(withGuard(folder, port), port);
    const program = identifyProcess(await askPid(port));
    owner.kill("SIGKILL");
    await vi.waitFor(() => expect(program && isSameProcess(program)).toBe(false), WITHIN);
  });

  it("and the guard too, the next start stops them, and no process that only has their number", async () => {
    const folder = makeFolder();
    const port = await findFreePort();
    const owner = await startOwner(withoutGuard(folder, port), port);
    const program = identifyProcess(await askPid(port));
    const bystander = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    ends.push(() => bystander.kill("SIGKILL"));
    owner.kill("SIGKILL");
    await vi.waitFor(() => expect(identifyProcess(owner.pid ?? 0)).toBeUndefined(), WITHIN);
    const stale = { owner: { pid: owner.pid, started: "long ago" }, children: [] as object[] };
    stale.children.push({ name: "bystander", pid: bystander.pid, started: "long ago", stopSignal: "SIGKILL" });
    writeFileSync(join(folder, LEDGERS, "stale.json"), JSON.stringify(stale));

    expect(await stopLeftovers(folder)).toEqual(["program"]);
    expect(program && isSameProcess(program)).toBe(false);
    expect(identifyProcess(bystander.pid ?? 0)).toBeDefined();
  });

  it("leftovers of a supervisor that still runs are left alone", async () => {
    const folder = makeFolder();
    const { supervisor } = supervise(folder);
    const port = await findFreePort();
    await supervisor.run(programOn(port));
    mkdirSync(join(folder, LEDGERS), { recursive: true });
    expect(await stopLeftovers(folder)).toEqual([]);
    expect(await askPid(port)).toBeGreaterThan(0);
  });
});
