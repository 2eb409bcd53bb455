// `npm start`: a whole Kring on this machine, for as long as this process runs.
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { checkout } from "./checkout.ts";
import { stopLeftovers } from "./ledger.ts";
import { PlainError } from "./plain-error.ts";
import { type Front, type Platform, startPlatform } from "./platform.ts";
import { print, sinceStart, table } from "./progress.ts";
import { markRunning, type RunningMark } from "./running-mark.ts";
import { createSupervisor, type Supervisor, type SupervisorEvent } from "./supervisor.ts";

let supervisor: Supervisor | undefined;
let mark: RunningMark | undefined;
let stopping: Promise<void> | undefined;
let interruptedAt = 0;
let ready = false;
const front: Front = { services: [] };
const shownAt = new Map<string, number>();

// The terminal may be gone before this process is; what it can't show must not end the platform.
process.stdout.on("error", () => {});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupt(signal));
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

try {
  const options = readArguments();
  mark = markRunning(checkout.state);
  const left = await stopLeftovers(checkout.state);
  print(
    `\nKring starts${left.length > 0 ? `, after stopping what an earlier start left running: ${left.join(", ")}` : ""}\n`,
  );
  supervisor = createSupervisor({ folder: checkout.state, onEvent: showEvent });
  const platform = await startPlatform({ ...options, supervisor }, front);
  mark.setAddress(platform.origin);
  if (stopping === undefined) printSummary(platform);
  ready = true;
} catch (error) {
  fail(error);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        gateways: { type: "string", default: "1" },
        port: { type: "string", default: "8080" },
        dev: { type: "boolean", default: false },
      },
    });
    return {
      gateways: readNumber("--gateways", values.gateways, 1, 8),
      port: readNumber("--port", values.port, 1, 65_000),
      reload: values.dev,
    };
  } catch (error) {
    const usage = "Usage: npm start [-- --gateways <1 to 8>] [--port <number>] [--dev]";
    throw new PlainError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

function readNumber(name: string, value: string, from: number, to: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= from && number <= to) return number;
  throw new Error(`${name} must be a whole number from ${from} to ${to}.`);
}

function printSummary({ origin, mailPage, metrics }: Platform): void {
  print(`\nKring is ready after ${sinceStart()}\n`);
  print(
    table([
      ["Kring", origin],
      ["Mails", mailPage],
      ["API", `${origin}/api/docs`],
      ...metrics.map(({ name, port }) => [`Metrics of ${name}`, `http://127.0.0.1:${port}/metrics`]),
      ["Logs", relative(process.cwd(), supervisor?.logFolder ?? "")],
    ]),
  );
  print(`\nDemo people, password ${DEMO_PASSWORD}\n`);
  print(table(Object.values(demoPeople).map(({ email, who }) => [email, who])));
  print("\nCtrl-C stops everything; the data stays for the next start.\n");
}

function showEvent(event: SupervisorEvent): void {
  if (stopping !== undefined) return;
  if (event.type === "ended") print(`  ! ${event.name} ${event.how}; it starts again`);
  if (event.type === "restarted") print(`  ✓ ${event.name} runs again after ${event.afterMs} ms`);
  // While they start, the services wait for each other and say so; what matters then ends the start.
  if (event.type === "warning" && ready) {
    const text = `  ! ${event.name}: ${event.text}`;
    if (Date.now() - (shownAt.get(text) ?? 0) < 30_000) return;
    shownAt.set(text, Date.now());
    print(text);
  }
}

/** npm passes a Ctrl-C on that the terminal has already sent, so only a later second one means: at once. */
function interrupt(signal: NodeJS.Signals): void {
  if (stopping !== undefined) {
    if (signal === "SIGINT" && Date.now() - interruptedAt > 1000) process.exit(130);
    return;
  }
  interruptedAt = Date.now();
  print("\nKring stops …");
  void stop().then(() => {
    print("Kring has stopped.");
    process.exit(0);
  });
}

function fail(error: unknown): void {
  if (stopping !== undefined) return;
  process.stderr.write(`\n✗ ${explain(error)}\n`);
  void stop().then(() => process.exit(1));
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof PlainError) return error.message;
  const denied = "code" in error && (error.code === "EACCES" || error.code === "EPERM");
  const advice = "Another user has used this checkout before: start Kring as that user, or give the files to this one.";
  return denied ? `${error.message}\n${advice}` : (error.stack ?? error.message);
}

function stop(): Promise<void> {
  stopping ??= (async () => {
    await front.proxy?.stop();
    await Promise.allSettled(front.services.map((service) => service.stop()));
    await supervisor?.stopAll();
    mark?.remove();
  })();
  return stopping;
}
