import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { PlainError } from "./plain-error.ts";

type User = { uid: number; gid: number };
type Start = { command: string; args: string[]; uid?: number; gid?: number };

/** How to start a program that refuses to run as root; `owner` is who its files must belong to. */
export type RunAs = { owner?: User; start(command: string, args: string[]): Start };

/**
 * As an ordinary user: that user. As root: the owner of the folder if it exists already, else `postgres`, else
 * `nobody`. When that user can't reach the program or the folder (a checkout under /root), the program gets the one
 * capability that it needs to pass the folders in between.
 */
export function chooseUser(folder: string, program: string): RunAs {
  if (process.getuid?.() !== 0) return { start: (command, args) => ({ command, args }) };
  const user = findOwner(folder) ?? findUser("postgres") ?? findUser("nobody");
  if (user === undefined)
    throw new PlainError("Postgres doesn't run as root, and there is no user `nobody` to run it as.");
  if (canReach(program, user) && canReach(dirname(folder), user)) {
    return { owner: user, start: (command, args) => ({ command, args, ...user }) };
  }
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find((file) => existsSync(file));
  const flags = [
    "--securebits",
    "+no_setuid_fixup",
    "--reuid",
    String(user.uid),
    "--regid",
    String(user.gid),
    "--clear-groups",
  ];
  const capability = ["--inh-caps", "-all,+dac_override", "--ambient-caps", "-all,+dac_override"];
  const wrapper = [...flags, ...capability];
  if (setpriv === undefined || !runs(setpriv, [...wrapper, program, "--version"])) {
    throw new PlainError(
      `Postgres doesn't run as root, and the user that it would run as can't enter ${dirname(folder)}.\n` +
        "Move the checkout to a folder that every user may enter, or start Kring as an ordinary user.",
    );
  }
  return { owner: user, start: (command, args) => ({ command: setpriv, args: [...wrapper, command, ...args] }) };
}

function findOwner(folder: string): User | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid };
}

function findUser(name: string): User | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** Whether every folder on the way may be entered by that user, by the permission bits. */
function canReach(path: string, user: User): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const stat = statSync(folder);
    const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
    if (((stat.mode >> shift) & constants.X_OK) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function runs(command: string, args: string[]): boolean {
  try {
    accessSync(command, constants.X_OK);
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
