import { chmodSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inheritedEnvironment } from "./inherited-environment.ts";
import { findFreePort, findPortFrom } from "./ports.ts";
import { answersAt, type RunningProcess, type Supervisor } from "./supervisor.ts";

const SERVER = fileURLToPath(new URL("./mail-server.ts", import.meta.url));

export type MailCatcher = RunningProcess & { smtpUrl: string; pageUrl: string; apiUrl: string };

/** Catches every mail, keeps the latest 500 in a folder, and shows them on a page; loopback only. */
export async function startMailCatcher(supervisor: Supervisor, folder: string): Promise<MailCatcher> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const smtp = await findFreePort();
  const web = await findPortFrom(1080);
  const running = await supervisor.run({
    name: "mail",
    command: process.execPath,
    args: [SERVER, folder, String(smtp), String(web)],
    env: inheritedEnvironment(),
    isReady: answersAt(`http://127.0.0.1:${web}/api/healthz`),
  });
  return {
    ...running,
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    pageUrl: `http://127.0.0.1:${web}/`,
    apiUrl: `http://127.0.0.1:${web}/api/email`,
  };
}
