import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { PlainError } from "./plain-error.ts";

const run = promisify(execFile);
const RELEASE = "v2.12.4";
const RELEASES = "https://github.com/nats-io/nats-server/releases/download";

/**
 * Finds nats-server: on the PATH, in the folder from an earlier time, in Debian's package, in the official release.
 * Debian's package is unpacked and not installed, since installing it starts an open server on this machine.
 */
export async function findNatsServer(folder: string): Promise<string> {
  const kept = join(folder, "nats-server");
  const onPath = (process.env.PATH ?? "").split(delimiter).map((entry) => join(entry, "nats-server"));
  const found = [...onPath, "/usr/sbin/nats-server", kept].find(isExecutable);
  if (found !== undefined) return found;

  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, "nats-"));
  const failures: string[] = [];
  try {
    for (const fetchProgram of [unpackDebianPackage, downloadRelease]) {
      try {
        const program = await fetchProgram(work);
        chmodSync(program, 0o755);
        renameSync(program, kept);
        return kept;
      } catch (error) {
        failures.push(error instanceof Error ? error.message.trim().split("\n").slice(-1).join() : String(error));
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  throw new PlainError(
    `nats-server is missing and could not be fetched (${failures.join("; ")}).\n` +
      "Install it (Debian: apt-get install nats-server, macOS: brew install nats-server), or start Kring with NATS_URL set to a running one.",
  );
}

async function unpackDebianPackage(work: string): Promise<string> {
  if (!isExecutable("/usr/bin/apt-get")) throw new Error("no apt-get here");
  const download = () => run("apt-get", ["download", "nats-server"], { cwd: work });
  await download().catch(async (error: unknown) => {
    if (process.getuid?.() !== 0) throw error;
    await run("apt-get", ["update"]);
    await download();
  });
  await run("sh", ["-c", "dpkg-deb -x nats-server_*.deb ."], { cwd: work });
  return join(work, "usr/sbin/nats-server");
}

/** The version is pinned; its archive must have the checksum that the same release publishes. */
async function downloadRelease(work: string): Promise<string> {
  const processors: Record<string, string> = { x64: "amd64", arm64: "arm64" };
  const name = `nats-server-${RELEASE}-${platform()}-${processors[arch()] ?? arch()}`;
  const sums = (await download(`${RELEASES}/${RELEASE}/SHA256SUMS`)).toString("utf8");
  const expected = sums
    .split("\n")
    .find((line) => line.endsWith(`${name}.tar.gz`))
    ?.split(/\s+/)[0];
  if (expected === undefined) throw new Error(`no release of nats-server for ${platform()} on ${arch()}`);
  const archive = await download(`${RELEASES}/${RELEASE}/${name}.tar.gz`);
  if (createHash("sha256").update(archive).digest("hex") !== expected) throw new Error(`${name} has a wrong checksum`);
  writeFileSync(join(work, "nats.tar.gz"), archive);
  await run("tar", ["-xzf", "nats.tar.gz"], { cwd: work });
  return join(work, name, "nats-server");
}

async function download(url: string): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(120_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
