import {
  listConversations,
  readConversation,
  readEntries,
  readInbox,
  requestPasswordReset,
  type ServerEventName,
} from "@kring/domain/contract";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { createCanonicaliser } from "../src/canonical.ts";
import { demoPeople, startWorld, until, type World, type WorldOptions } from "../src/index.ts";
import { open, talk } from "./support.ts";

type Disguise = NonNullable<NonNullable<WorldOptions["disguises"]>["youssef"]>;

/** Header lines that say when, or count down, and nothing of whom. */
const CHANGING = new Set(["date", "set-cookie", "x-request-id", "kring-request-id", "etag"]);

/** The same script in each world; gives all that Sanne received, in order. */
async function whatSanneReceives(world: World): Promise<string[]> {
  const canonical = createCanonicaliser();
  const received: string[] = [];
  const [emma, fatima, youssef] = await Promise.all([
    world.client("emma", { gateway: 0 }),
    world.client("fatima", { gateway: 0 }),
    world.client("youssef", { gateway: 0 }),
  ]);
  const sanne = await world.session("sanne");
  const socket = await world.rawSocket("sanne", { gateway: 1 });
  await socket.next("hello");
  let taken = 0;
  /** Waits for the frames that a step gives, so that the order of steps is the order of frames. */
  const take = async (...names: ServerEventName[]): Promise<void> => {
    await until(`Sanne gets ${names}`, () =>
      names.every((name) => socket.frames.slice(taken).some((frame) => frame.name === name)),
    );
    for (const { name: kind, payload } of socket.frames.slice(taken))
      received.push(`${kind} ${JSON.stringify(payload)}`);
    taken = socket.frames.length;
  };
  const ask = async (path: string): Promise<void> => {
    const issued = await sanne.token();
    if (issued === "ended") throw new Error("Sanne is signed in");
    const headers = path.startsWith("/realtime") ? { authorization: `Bearer ${issued.token}` } : {};
    const answer = await sanne.fetch("GET", path, { headers });
    const lines = [...answer.headers].filter(([name]) => !CHANGING.has(name) && !name.startsWith("ratelimit"));
    received.push(`${answer.status} ${path} ${JSON.stringify(lines)} ${answer.text}`);
  };
  const askAll = async (): Promise<void> => {
    await ask(listConversations.path);
    for (const id of [talk.circle, talk.emmaFatima, talk.sannePieter]) {
      for (const { path } of [readConversation, readEntries]) await ask(path.replace(":conversationId", id));
    }
    await ask(readInbox.path);
  };

  await askAll();
  const [hers, maans, his] = await Promise.all([emma, fatima, youssef].map((client) => open(client, talk.circle)));
  for (const conversation of [his, hers, maans]) {
    conversation?.typing();
    // Who is masked and has not turned it on gives no sign of it.
    if (conversation === hers) await take("typing");
    conversation?.send("said in this order");
    await take("entry");
  }
  hers?.markRead(hers.now().entries.at(-1)?.n ?? 1);
  his?.markRead(his.now().entries.at(-1)?.n ?? 1);
  await take("receipt");
  const [link] = await youssef.session.links();
  if (link === undefined) throw new Error("Youssef has a link");
  await youssef.session.changeLink(link.id, { screenName: "Beuk", showsTyping: true, showsReceipts: true });
  await take("roster");
  his?.send("said as Beuk");
  await take("entry");
  await emma.session.fetch("POST", requestPasswordReset.path, { body: { email: demoPeople.sanne.email } });
  await world.settle();
  await askAll();
  await youssef.session.endLink(link.id);
  await take("entry", "roster");
  await world.settle();
  await askAll();
  for (const { to, raw } of world.mails()) {
    if (to.includes(demoPeople.sanne.email)) received.push(`mail of ${raw.toString().split("\r\n").length} lines`);
  }
  return received.map(canonical);
}

const twins: Disguise[] = [
  { name: "Bo Li", email: "bo@kring.example" },
  { name: "Hieronymus van Oosterschelde-Waterman", email: "hieronymus.van.oosterschelde@kring.example" },
];
const received: string[][] = [];

for (const youssef of twins) {
  beforeAll(async () => {
    const world = await startWorld({ groundwork: inject("groundwork"), disguises: { youssef } });
    try {
      received.push(await whatSanneReceives(world));
    } finally {
      await world.stop();
    }
  });
}

describe("V-03 twin worlds: only Youssef's real name and address differ", () => {
  it("and what Sanne receives is the same, in bytes, counts and order", () => {
    expect(received).toHaveLength(2);
    expect(received[0]?.length).toBeGreaterThan(20);
    expect(received[1]).toEqual(received[0]);
  });
});
