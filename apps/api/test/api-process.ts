import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@kring/platform";
import { inject, onTestFinished } from "vitest";
import { natsUrl } from "./nats.ts";

/** The service as operators start it, on this database; ended outright with the test if it still runs. */
export async function startProcess(
  databaseUrl: string,
  changes: Record<string, string | undefined> = {},
  program = "main.ts",
) {
  const { secrets } = inject("servers");
  const port = await findFreePort();
  const metricsPort = await findFreePort();
  const env = {
    PATH: process.env.PATH,
    KRING_MODE: "demo",
    PUBLIC_ORIGIN: "http://localhost:8080",
    ORGANISATION_NAME: "GGZ Waterkant",
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    DATABASE_URL: databaseUrl,
    NATS_URL: natsUrl("api"),
    MAIL_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "Kring <no-reply@kring.example>",
    AUTH_SECRET: secrets.authSecret,
    TOKEN_PRIVATE_KEY: secrets.tokenPrivateKey,
    API_INTERNAL_TOKEN: secrets.apiInternalToken,
    REALTIME_INTERNAL_TOKEN: secrets.realtimeInternalToken,
    REALTIME_INTERNAL_URL: "http://127.0.0.1:9",
    ...changes,
  };
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../src/${program}`, import.meta.url))], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "exit").then(([code]) => Number(code));
  onTestFinished(() => endNow(child, ended));
  const status = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (response) => response.status,
      () => 0,
    );
  const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return { url: `http://127.0.0.1:${port}`, child, ended, output: () => output, status, metrics, secrets };
}

export async function endNow(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await ended;
}
