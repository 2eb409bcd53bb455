import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import type { Stage } from "./stage.ts";

const require = createRequire(import.meta.url);
const versionOf = (name: string): string =>
  JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")).version;

/** The machine, and how everything on it was set. */
export async function describeConditions({ conversations }: Stage): Promise<string[]> {
  const setting = async (name: string) => (await conversations.query(`SHOW ${name}`)).rows[0][name];
  const settings = ["fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "shared_buffers"];
  const shown = await Promise.all(settings.map(async (name) => `${name} ${await setting(name)}`));
  return [
    `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB; load average before the start ${loadavg()[0]?.toFixed(1)}`,
    `Node ${process.version}, Postgres ${await setting("server_version")}, socket.io ${versionOf("socket.io")}, ws ${versionOf("ws")}`,
    `Postgres: ${shown.join(", ")}`,
    "Load, servers, NATS and Postgres each in processes of their own on this machine; Kring with all its checks, without a proxy.",
  ];
}
