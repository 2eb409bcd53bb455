import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { findNatsServer } from "./nats-program.ts";
import { findFreePort } from "./ports.ts";
import type { Secrets } from "./secrets.ts";
import type { RunningProcess, Supervisor } from "./supervisor.ts";

const CONFIGURATION = fileURLToPath(new URL("../../../deploy/nats.conf", import.meta.url));

export type NatsOptions = {
  supervisor: Supervisor;
  /** Where a fetched nats-server is kept. */
  programFolder: string;
  passwords: Secrets["nats"];
};

export type Nats = RunningProcess & { port: number; url(user: keyof Secrets["nats"]): string };

/** Starts nats-server on a free loopback port with the users and permissions of deploy/nats.conf, and keeps it running. */
export async function startNats({ supervisor, programFolder, passwords }: NatsOptions): Promise<Nats> {
  const program = await findNatsServer(programFolder);
  const port = await findFreePort();
  const running = await supervisor.run({
    name: "nats",
    command: program,
    args: ["-c", CONFIGURATION, "-a", "127.0.0.1", "-p", String(port)],
    env: { ...process.env, NATS_API_PASSWORD: passwords.api, NATS_REALTIME_PASSWORD: passwords.realtime },
    isReady: () => greets(port),
  });
  return { ...running, port, url: (user) => `nats://${user}:${passwords[user]}@127.0.0.1:${port}` };
}

/** A NATS server speaks first. */
async function greets(port: number): Promise<boolean> {
  const socket = connect({ host: "127.0.0.1", port });
  try {
    const [greeting] = await once(socket, "data", { signal: AbortSignal.timeout(2000) });
    return String(greeting).startsWith("INFO ");
  } finally {
    socket.destroy();
  }
}
