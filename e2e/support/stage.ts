import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { ConversationId } from "@kring/domain/contract";
import { type DemoName, demoPeople, until, type World } from "@kring/testing";

/** What journeys ask of the platform beside them: all of it goes as JSON to the process that runs the world. */
const actsOn = (world: World) => ({
  /** The session cookie of this person: the one that all journeys share, or one of its own. */
  cookie: async (person: DemoName, own: boolean): Promise<string> =>
    (await (own ? world.signIn(person) : world.session(person))).cookie,
  /** The mails to this address, as they came over the wire. */
  mailsTo: async (address: string): Promise<string[]> =>
    world
      .mails()
      .filter(({ to }) => to.includes(address))
      .map(({ raw }) => raw.toString("utf8")),
  /** A browser that is not there subscribes at the push service of this platform. */
  pushDevice: async () => world.push.subscribe(),
  /** What this device was told so far, as it reads it. */
  pushesTo: async (endpoint: string): Promise<string[]> =>
    world.push
      .pushes()
      .filter((push) => push.endpoint === endpoint)
      .map(({ text }) => text),
  /** A secretary's or therapist's request, from a device of their own; gives the status. */
  ask: async (person: DemoName, method: string, path: string, body?: unknown): Promise<number> =>
    (await (await world.session(person)).fetch(method, path, body === undefined ? {} : { body })).status,
  /** Gives this person's sign-in a second account, which nobody in the demo has. */
  addAccount: async (person: DemoName, kind: string, name: string): Promise<void> => {
    await world.databases.query(
      "accounts",
      `WITH made AS (
         INSERT INTO account (id, sign_in_id, kind, name)
         SELECT $1::uuid, sign_in_id, $2, $3 FROM account WHERE id = $4 RETURNING id
       )
       INSERT INTO outbox (event_id, type, at, payload)
       SELECT gen_random_uuid(), 'account-changed.v1', clock_timestamp(), jsonb_build_object('accountId', id) FROM made`,
      [randomUUID(), kind, name, demoPeople[person].accountId],
    );
    await world.settle();
  },
  /** Whether professionals must have a second factor. */
  requireSecondFactor: async (required: boolean): Promise<void> => {
    await world.databases.query(
      "accounts",
      `INSERT INTO setting (key, value) VALUES ('second-factor-required-of-professionals', $1::jsonb)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [JSON.stringify(required)],
    );
  },
  kill: (name: string): Promise<void> => world.kill(name),
  /** Whom new requests and connections find: these gateways only, and the api or not; everybody where nothing is said. */
  admit: async (found: Parameters<World["admit"]>[0]): Promise<void> => world.admit(found),
  /** How many sockets each gateway has. */
  sockets: async (): Promise<number[]> =>
    (await world.metrics())
      .filter(({ name }) => name.startsWith("realtime"))
      .map(({ text }) => Number(/^kring_sockets(?:\{.*\})? (\d+)/m.exec(text)?.[1])),
  /** Somebody writes these messages from a device of their own, one after the other; resolves when all are stored. */
  write: async (person: DemoName, conversation: string, texts: string[]): Promise<void> => {
    const client = await world.client(person);
    const written = client.conversation(conversation as ConversationId);
    const leave = written.open();
    await until(`${person} sees the conversation`, () => written.getSnapshot().state === "ready");
    for (const text of texts) written.send(text);
    await until(`${person} has sent all`, () => written.getSnapshot().pending.length === 0, 60_000);
    leave();
    client.close();
  },
  /** Everything that the platform wrote into its logs. */
  logs: () => world.logs(),
  settle: (): Promise<void> => world.settle(),
});

type Acts = ReturnType<typeof actsOn>;
export type Stage = {
  [Name in keyof Acts]: (...given: Parameters<Acts[Name]>) => Promise<Awaited<ReturnType<Acts[Name]>>>;
};

/** Lets other processes of this machine ask; gives the address. */
export async function openStage(world: World): Promise<{ address: string; close(): Promise<void> }> {
  const acts: Record<string, ((...given: never[]) => Promise<unknown>) | undefined> = actsOn(world);
  const server = createServer(async (request, response) => {
    try {
      const act = acts[request.url?.slice(1) ?? ""];
      if (act === undefined) throw new Error(`Nothing is called ${request.url}.`);
      const given = JSON.parse(Buffer.concat(await request.toArray()).toString("utf8"));
      response.end(JSON.stringify((await act(...(given as never[]))) ?? null));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("A stage listens on a port.");
  return {
    address: `http://127.0.0.1:${bound.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The other end. */
export function reachStage(address: string): Stage {
  const ask = async (name: string, given: unknown[]): Promise<unknown> => {
    const response = await fetch(`${address}/${name}`, { method: "POST", body: JSON.stringify(given) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${name}: ${text}`);
    return JSON.parse(text);
  };
  return new Proxy({} as Stage, {
    get:
      (_, name) =>
      (...given: unknown[]) =>
        ask(String(name), given),
  });
}
