import { setTimeout as pause } from "node:timers/promises";
import {
  addParticipant,
  leaveConversation,
  listConversations,
  RelationEnding,
  readConversation,
  readEntries,
} from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { demoPeople, type Session, type TestClient, until } from "../src/index.ts";
import { expectSame, open, sees, talk, textsOf, useWorld } from "./support.ts";

const world = useWorld({ gateways: 2 });

async function pair() {
  const [emma, sanne] = await Promise.all([
    world().client("emma", { gateway: 0, tapped: true }),
    world().client("sanne", { gateway: 1 }),
  ]);
  const [hers, sannes] = await Promise.all([open(emma, talk.sanneEmma), open(sanne, talk.sanneEmma)]);
  const close = (): void => {
    for (const client of [emma, sanne]) client.close();
  };
  return { emma, sanne, hers, sannes, close };
}

describe("V-09 through the loss of the broker", () => {
  it("what is said at one gateway reaches the other while NATS is away, and live again when it is back", async () => {
    const { hers, sannes, close } = await pair();
    world().natsAway();
    for (const text of ["first", "second"]) {
      hers.send(`without the broker, ${text}`);
      await sees(sannes, `without the broker, ${text}`);
    }
    sannes.send("and back");
    await sees(hers, "and back");
    expect(world().natsTap.connections()).toBe(0);

    const known = hers.now().entries.at(-1)?.n ?? 0;
    for (let number = 0; number < 5; number++) hers.send(`just before it returns ${number}`);
    await world().natsBack();
    await sees(sannes, "just before it returns 4");
    hers.send("live again");
    await sees(sannes, "live again");
    expectSame(sannes, hers);
    expect(hers.now().entries.at(-1)?.n).toBe(known + 6);
    close();
  });
});

describe("V-09 through a gateway that stops in good order", () => {
  it("devices go elsewhere, and nothing is lost or doubled", async () => {
    const [emma, sanne] = await Promise.all([world().client("emma"), world().client("sanne")]);
    const [hers, sannes] = await Promise.all([open(emma, talk.sanneEmma), open(sanne, talk.sanneEmma)]);
    const sent: string[] = [];
    const timer = setInterval(() => {
      sent.push(`through the change ${sent.length}`);
      hers.send(sent.at(-1) ?? "");
    }, 130);
    for (const name of ["realtime-1", "realtime-2"]) await world().kill(name, "SIGTERM");
    const enough = sent.length + 5;
    await until("more was written", () => sent.length > enough);
    clearInterval(timer);
    await sees(sannes, sent.at(-1) ?? "");
    await until("nothing is pending", () => hers.now().pending.length === 0);
    expect(textsOf(sannes.now().entries).filter((text) => text.startsWith("through"))).toEqual(sent);
    expectSame(sannes, hers);
    for (const client of [emma, sanne]) client.close();
  });
});

describe("V-09 after a day away", () => {
  /** What this device asked for over HTTP so far. */
  const asked = ({ tap }: TestClient): string[] =>
    [...(tap?.bytes().toString("latin1") ?? "").matchAll(/(?:GET|POST|PUT|DELETE) (\/\S*) HTTP/g)]
      .map(([, path = ""]) => path)
      .filter((path) => !path.startsWith("/socket.io"));

  const nothingIsAsked = (client: TestClient) =>
    until("nothing is asked any more", async () => {
      const before = asked(client).length + client.counters.resumes;
      await pause(500);
      return asked(client).length + client.counters.resumes === before;
    });

  it("a device reads the list once, and what it missed in all open conversations in one go; a new one each and its last page", async () => {
    const [emma, sanne] = await Promise.all([
      world().client("emma", { gateway: 0, tapped: true }),
      world().client("sanne", { gateway: 1 }),
    ]);
    const hers = await Promise.all([open(emma, talk.sanneEmma), open(emma, talk.circle)]);
    const sannes = await Promise.all([open(sanne, talk.sanneEmma), open(sanne, talk.circle)]);
    await nothingIsAsked(emma);
    const [requests, { resumes }] = [asked(emma).length, { ...emma.counters }];

    emma.tap?.cut();
    for (let hour = 0; hour < 24; hour++) for (const conversation of sannes) conversation.send(`hour ${hour}`);
    await until("all of it is sent", () => sannes.every(({ now }) => now().pending.length === 0));
    emma.tap?.restore();
    emma.wake();
    for (const conversation of hers) await sees(conversation, "hour 23");
    await nothingIsAsked(emma);
    expect(asked(emma).slice(requests).map(withoutQuery)).toEqual([listConversations.path]);
    expect(emma.counters.resumes - resumes).toBe(1);
    for (const [index, conversation] of hers.entries()) expectSame(conversation, sannes[index] ?? conversation);

    const fresh = await world().client("emma", { gateway: 0, tapped: true });
    const again = await Promise.all([open(fresh, talk.sanneEmma), open(fresh, talk.circle)]);
    for (const conversation of again) await sees(conversation, "hour 23");
    await nothingIsAsked(fresh);
    // Both of a conversation side by side.
    const each = [readConversation, readEntries].flatMap(({ path }) =>
      [talk.sanneEmma, talk.circle].map((id) => path.replace(":conversationId", id)),
    );
    expect(asked(fresh).map(withoutQuery).toSorted()).toEqual([listConversations.path, ...each].toSorted());
    for (const client of [emma, sanne, fresh]) client.close();
  });
});

const withoutQuery = (path: string): string => path.split("?")[0] ?? "";

describe("V-09 through a network that silently goes", () => {
  it("a device that wakes up finds out, connects again, and has what it missed", async () => {
    const { emma, hers, sannes, close } = await pair();
    emma.tap?.halfOpen();
    hers.send("into the void");
    sannes.send("said meanwhile");
    await sees(sannes, "said meanwhile");
    expect(textsOf(hers.now().entries)).not.toContain("said meanwhile");
    expect(emma.connection.getSnapshot().state).toBe("online");
    emma.wake();
    await until("the device found out", () => emma.connection.getSnapshot().state !== "online");
    emma.tap?.restore();
    emma.wake();
    await sees(hers, "said meanwhile");
    await sees(sannes, "into the void");
    await until("nothing is pending", () => hers.now().pending.length === 0);
    expectSame(hers, sannes);
    close();
  });
});

describe("a database that was restored to another timeline", () => {
  it("makes every device drop what it knew and load again, and keeps what was not sent", async () => {
    const { emma, sanne, hers, sannes, close } = await pair();
    sannes.send("lost by the restore");
    await sees(hers, "lost by the restore");
    emma.tap?.cut();
    await until("Emma is no longer online", () => emma.connection.getSnapshot().state !== "online");
    hers.send("typed before the restore");

    const { query } = world().databases;
    const [last] = await query("conversations", "SELECT head FROM conversation WHERE id = $1", [talk.sanneEmma]);
    await query("conversations", "DELETE FROM entry WHERE conversation_id = $1 AND seq = $2", [
      talk.sanneEmma,
      last?.head,
    ]);
    await query("conversations", "UPDATE conversation SET head = head - 1 WHERE id = $1", [talk.sanneEmma]);
    await query("conversations", "UPDATE incarnation SET id = gen_random_uuid()");
    await until("Sanne has it no more", () => !textsOf(sannes.now().entries).includes("lost by the restore"));
    emma.tap?.restore();
    emma.wake();
    await sees(sannes, "typed before the restore");
    await sees(hers, "typed before the restore");
    expect(textsOf(hers.now().entries)).not.toContain("lost by the restore");
    expectSame(hers, sannes);
    expect(hers.now().entries.at(-1)?.n).toBe(last?.head);
    expect(sanne.connection.getSnapshot().state).toBe("online");
    close();
  });
});

describe("V-06 a conversation that closed while messages waited for the connection", () => {
  it("refuses them: each stays with its reason until its writer removes it", async () => {
    const [sanne, pieter] = await Promise.all([world().client("sanne", { tapped: true }), world().session("pieter")]);
    const opened = await open(sanne, talk.sannePieter);
    const pending = () => opened.now().pending.map(({ text, state, error }) => ({ text, state, error }));
    sanne.tap?.cut();
    await until("the connection is gone", () => sanne.connection.getSnapshot().state !== "online");
    const first = opened.send("Written too late");
    const second = opened.send("And this too");
    for (const { id } of await pieter.links()) await pieter.endLink(id);
    await world().settle();
    sanne.tap?.restore();

    const refused = { state: "failed", error: "conversation-closed" };
    const waits = { text: "And this too", state: "waiting", error: undefined };
    await until("the first was refused", () => opened.now().pending[0]?.state === "failed");
    expect(pending()).toEqual([{ text: "Written too late", ...refused }, waits]);
    await until("it shows that it closed", () => opened.now().view?.closed);
    expect(opened.now().view).toMatchObject({ can: { send: false } });

    opened.retry(first);
    await until("it was refused again", () => opened.now().pending[0]?.state === "failed");
    expect(pending()).toEqual([{ text: "Written too late", ...refused }, waits]);
    opened.discard(first);
    await until("the second was refused", () => opened.now().pending[0]?.state === "failed");
    expect(pending()).toEqual([{ text: "And this too", ...refused }]);
    opened.discard(second);
    expect(pending()).toEqual([]);
    expect(textsOf(opened.now().entries)).not.toContain("Written too late");
    expect(opened.now().entries.at(-1)?.kind).toBe("closed");
    sanne.close();
  });
});

describe("V-09 through a change of who takes part that a device can't be told of", () => {
  it("somebody who left, and was let in again, sees that they are there, also where nobody says anything", async () => {
    const [emma, sanne] = await Promise.all([world().client("emma"), world().client("sanne")]);
    const [hers, sannes] = await Promise.all([open(emma, talk.circle), open(sanne, talk.circle)]);
    const params = { conversationId: talk.circle };
    await sanne.change(leaveConversation, { params });
    await until("she has left", () => sannes.now().view?.left === true);
    const body = { partner: { account: demoPeople.sanne.accountId } };
    await emma.change(addParticipant, { params, body });
    await until("her return shows", () => sannes.now().entries.at(-1)?.kind === "joined");
    await until("to both", () => hers.now().entries.at(-1)?.n === sannes.now().entries.at(-1)?.n);
    for (const one of [emma, sanne]) one.close();
  });

  it("somebody who was removed, and was let in again while their network was away, sees the conversation again", async () => {
    const [noor, emma, sanne] = await Promise.all([
      world().session("noor"),
      world().client("emma"),
      world().client("sanne", { tapped: true }),
    ]);
    const sannes = await open(sanne, talk.circle);
    const { accountId } = demoPeople.sanne;
    const client = `/api/v1/clients/${demoPeople.emma.accountId}/relations`;
    await noor.fetch("POST", `${client}/${accountId}/ending`, {
      body: { unguidedToolIds: await guidedTools(noor, client, accountId) },
    });
    await until("it is gone", () => sannes.now().state === "gone");
    sanne.tap?.cut();
    await until("she is offline", () => sanne.connection.getSnapshot().state !== "online");
    await noor.fetch("POST", client, { body: { professionalId: accountId } });
    await world().settle();
    await emma.change(addParticipant, {
      params: { conversationId: talk.circle },
      body: { partner: { account: accountId } },
    });
    sanne.tap?.restore();
    await until("it is there", () => sannes.now().state === "ready" && sannes.now().view?.left === false);
    for (const one of [emma, sanne]) one.close();
  });
});

async function guidedTools(noor: Session, client: string, professional: string): Promise<string[]> {
  const ending = RelationEnding.parse((await noor.fetch("GET", `${client}/${professional}/ending`)).json());
  return ending.tools.map(({ id }) => id);
}
