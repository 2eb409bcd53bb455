import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { IssuedToken } from "@kring/client";
import type { AccountId, SessionId } from "@kring/domain/contract";
import { createTokenSigner } from "@kring/service-kit";
import { type Groundwork, startTap, startWorld, type World } from "@kring/testing";
import { type Circle, inventCircles, moveIn, peopleOf } from "./crowd.ts";
import { type Listener, listen } from "./listener.ts";
import { createPerson, type Person } from "./person.ts";

/** A platform of real processes with a crowd in it, whose clocks, networks and processes can be made to fail. */
export interface Stage {
  readonly world: World;
  readonly circles: readonly Circle[];
  readonly people: readonly Person[];
  /** One who stays and the one who moves of each circle. */
  readonly listeners: readonly Listener[];
  person(account: AccountId): Person;
  listener(account: AccountId): Listener;
  token(account: AccountId): Promise<IssuedToken>;
  /** The clocks of all services are off by so many milliseconds from now on; that of Postgres stays right. */
  setClock(offMs: number): void;
  stop(): Promise<void>;
}

export const GATEWAYS = 2;
const TOKEN_SECONDS = 300;

export async function startStage(groundwork: Groundwork, circleCount: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "kring-clock-"));
  const clockFile = join(folder, "off");
  const setClock = (offMs: number): void => writeFileSync(clockFile, String(offMs));
  setClock(0);
  const preload = pathToFileURL(fileURLToPath(new URL("./clock.ts", import.meta.url))).href;
  const world = await startWorld({
    groundwork,
    gateways: GATEWAYS,
    environment: { NODE_OPTIONS: `--import=${preload}`, KRING_CLOCK_FILE: clockFile },
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), () => world.stop()];
  const stop = async (): Promise<void> => {
    while (ends.length > 0) await ends.pop()?.();
  };
  try {
    return await assemble(world, groundwork, inventCircles(circleCount), { setClock, ends, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  world: World,
  { secrets }: Groundwork,
  circles: readonly Circle[],
  { setClock, ends, stop }: Pick<Stage, "setClock" | "stop"> & { ends: (() => unknown)[] },
): Promise<Stage> {
  await moveIn(world, circles);
  const sign = await createTokenSigner(Buffer.from(secrets.tokenPrivateKey, "base64").toString());
  const sessions = new Map(peopleOf(circles).map((account) => [account, randomUUID() as SessionId]));
  const token = (account: AccountId): Promise<IssuedToken> => {
    const sessionId = sessions.get(account) ?? (randomUUID() as SessionId);
    return sign({ accountId: account, sessionId, kind: "professional" }, TOKEN_SECONDS);
  };

  const port = Number(new URL(world.address).port);
  const people = await Promise.all(
    [...sessions.keys()].map(async (account) => {
      const tap = await startTap(port, { keeps: false });
      ends.push(() => tap.stop());
      const own = circles.filter((circle) => [...circle.stays, circle.moves].includes(account));
      const stays = own.filter(({ moves }) => moves !== account).map(({ c }) => c);
      const conversations = own.map(({ c }) => c);
      return createPerson({ account, conversations, stays, tap, origin: world.origin, token: () => token(account) });
    }),
  );
  ends.push(() => {
    for (const person of people) person.close();
  });
  const listeners = [...new Set(circles.flatMap(({ stays, moves }) => [stays[1] ?? stays[0], moves]))].map((account) =>
    listen(account, world, async () => (await token(account)).token),
  );
  ends.push(() => {
    for (const listener of listeners) listener.stop();
  });

  const find = <Found extends { account: AccountId }>(all: readonly Found[], account: AccountId): Found => {
    const found = all.find((one) => one.account === account);
    if (found === undefined) throw new Error("Nobody here has that account.");
    return found;
  };
  return {
    world,
    circles,
    people,
    listeners,
    person: (account) => find(people, account),
    listener: (account) => find(listeners, account),
    token,
    setClock,
    stop,
  };
}
