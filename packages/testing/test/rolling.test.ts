import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type TestClient, until } from "../src/index.ts";
import {
  common,
  isCalm,
  type Opened,
  open,
  startWriting,
  storedIn,
  talk,
  textsOf,
  useWorld,
  WRITE_EVERY_MS,
} from "./support.ts";

const world = useWorld({ gateways: 3 });

describe("V-09 while people write, gateways come and go in good order", () => {
  it("one joins, each is restarted in turn, one leaves: nothing is lost, doubled or out of order, and everybody goes on", {
    timeout: 180_000,
  }, async () => {
    // The third is not there yet.
    world().admit({ gateways: [0, 1] });
    const people = ["emma", "sanne", "fatima"] as const;
    const clients: TestClient[] = await Promise.all(people.map((person) => world().client(person)));
    const opened: Opened[] = await Promise.all(clients.map((client) => open(client, talk.circle)));
    const writers = opened.map((conversation, at) => startWriting(people[at] ?? "", conversation));
    const head = (conversation: Opened): number => conversation.now().entries.at(-1)?.n ?? 0;
    const goOn = async (after: string): Promise<void> => {
      await pause(3 * WRITE_EVERY_MS);
      for (const [at, conversation] of opened.entries()) {
        const from = head(conversation);
        await until(`device ${at} goes on after ${after}`, () => head(conversation) > from + 3);
      }
    };

    await goOn("the start");
    world().admit({ gateways: [0, 1, 2] });
    const joined = await world().client("youssef", { gateway: 2 });
    clients.push(joined);
    opened.push(await open(joined, talk.circle));
    await goOn("a third gateway joined");
    for (const at of [0, 1, 2]) {
      // As a proxy does that asks for readiness: nobody is sent to one that drains.
      world().admit({ gateways: [0, 1, 2].filter((other) => other !== at) });
      await world().kill(`realtime-${at + 1}`, "SIGTERM");
      world().admit({ gateways: [0, 1, 2] });
      await goOn(`gateway ${at + 1} was restarted`);
    }
    world().admit({ gateways: [1, 2] });
    await world().kill("realtime-1", "SIGTERM");
    await goOn("the first gateway left");

    const written = writers.map((stop) => stop());
    for (const [at, client] of clients.entries()) {
      const conversation = opened[at];
      if (conversation) await until(`all of device ${at} is stored`, () => isCalm(client, conversation));
    }
    const truth = await storedIn(world(), talk.circle);
    const texts = truth.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const [at, own] of written.entries())
      expect(texts.filter((text) => text.startsWith(`${people[at]} wrote`))).toEqual(own);
    const last = truth.at(-1)?.n;
    const [first] = opened;
    for (const conversation of opened) {
      await until("everybody has everything", () => conversation.now().entries.at(-1)?.n === last);
      while (conversation.now().hasOlder) await conversation.loadOlder();
      expect(textsOf(conversation.now().entries)).toEqual(texts);
      expect(common(conversation.now().entries)).toEqual(common(first?.now().entries ?? []));
    }
  });
});
