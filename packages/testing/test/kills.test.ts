import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { until } from "../src/index.ts";
import { common, isCalm, open, startWriting, storedIn, talk, textsOf, useWorld, WRITE_EVERY_MS } from "./support.ts";

const world = useWorld({ gateways: 2 });
describe("V-09 while people write, every process is killed in turn", () => {
  it("and nothing acknowledged is lost, nothing doubled, and everybody is whole again", {
    timeout: 180_000,
  }, async () => {
    const people = ["emma", "sanne", "fatima"] as const;
    const clients = await Promise.all(people.map((person) => world().client(person)));
    const opened = await Promise.all(clients.map((client) => open(client, talk.circle)));
    const writers = opened.map((conversation, at) => startWriting(people[at] ?? "", conversation));

    for (const name of ["realtime-1", "api", "nats", "realtime-2", "postgres"]) {
      const from = performance.now();
      await pause(3 * WRITE_EVERY_MS);
      await world().kill(name);
      const back = performance.now();
      for (const [at, client] of clients.entries()) {
        const conversation = opened[at];
        const head = conversation?.now().entries.at(-1)?.n ?? 0;
        await until(`${people[at]} writes and reads again after ${name}`, () => {
          const now = conversation?.now();
          return client.connection.getSnapshot().state === "online" && (now?.entries.at(-1)?.n ?? 0) > head + 3;
        });
      }
      console.info(
        `${name}: back after ${Math.round(back - from)} ms, all write again ${Math.round(performance.now() - back)} ms later`,
      );
    }

    const written = writers.map((stop) => stop());
    for (const [at, client] of clients.entries()) {
      const conversation = opened[at];
      if (conversation !== undefined) await until(`all of ${people[at]} is stored`, () => isCalm(client, conversation));
    }
    const truth = await storedIn(world(), talk.circle);
    const head = truth.at(-1)?.n;
    for (const conversation of opened) {
      await until("everybody has everything", () => conversation.now().entries.at(-1)?.n === head);
    }

    const texts = truth.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const [at, own] of written.entries()) {
      expect(own.length).toBeGreaterThan(20);
      expect(texts.filter((text) => text.startsWith(`${people[at]} wrote`))).toEqual(own);
    }
    for (const conversation of opened) {
      while (conversation.now().hasOlder) await conversation.loadOlder();
      expect(textsOf(conversation.now().entries)).toEqual(texts);
      expect(common(conversation.now().entries)).toEqual(common(opened[0]?.now().entries ?? []));
    }
    const fresh = await open(await world().client("youssef"), talk.circle);
    while (fresh.now().hasOlder) await fresh.loadOlder();
    expect(textsOf(fresh.now().entries)).toEqual(texts);
  });
});
