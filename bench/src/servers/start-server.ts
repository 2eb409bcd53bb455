import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findFreePort } from "@kring/platform";

/** A server to compare with, in a process of its own. */
export interface Server {
  port: number;
  pid(): number | undefined;
  inspectorPort: number | undefined;
  stop(): Promise<void>;
}

export async function startServer(
  name: "obvious" | "ceiling" | "raw" | "bare",
  { databaseUrl = "", inspected = false }: { databaseUrl?: string; inspected?: boolean } = {},
): Promise<Server> {
  const inspectorPort = inspected ? await findFreePort() : undefined;
  const child = fork(join(import.meta.dirname, `${name}-server.ts`), {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: databaseUrl },
    execArgv: inspectorPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectorPort}`],
    stdio: ["ignore", "inherit", inspected ? "ignore" : "inherit", "ipc"],
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    port,
    pid: () => child.pid,
    inspectorPort,
    stop: async () => {
      child.disconnect();
      await once(child, "exit");
    },
  };
}
