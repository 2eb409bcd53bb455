import { randomUUID } from "node:crypto";
import {
  AttachmentId,
  ConversationId,
  type ConversationView,
  type Entry,
  Handle,
  type RosterParticipant,
  readOwnContactHistory,
} from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { readZip } from "./read-zip.ts";
import { startWorld, type World } from "./world.ts";

let feed: ConversationsFeed;
let world: World;
beforeAll(async () => {
  feed = await startConversationsFeed();
  world = await startWorld({ realtime: feed.realtime });
});
afterAll(() => feed.stop());

const participant = (handle: string, more: Partial<RosterParticipant>): RosterParticipant => ({
  ...{ handle: Handle.parse(handle.padEnd(16, "_")), you: false, kind: "professional", name: null, screenName: null },
  ...{ number: null, leads: "name", mark: null, mask: null, invitedBy: null, manager: false, joinedAt: null },
  ...{ leftAt: null, seesYou: null, readsAll: false, showsName: false, absence: null, account: null },
  ...more,
});
const by = Handle.parse("masked".padEnd(16, "_"));
const picture = AttachmentId.parse(randomUUID());
const view = (): ConversationView => ({
  ...{ id: ConversationId.parse(randomUUID()), topic: "<b>Slaap</b>", startedAt: 1, startedBy: null, head: 3 },
  roster: {
    about: null,
    participants: [
      participant("own", { you: true, name: demoPeople.sanne.name }),
      participant("masked", { kind: "related-person", number: 2, mask: { shape: 1, colour: 1 } }),
    ],
  },
  ...{ readsFrom: 1, readSeq: 0, unread: 0, receipts: [], last: null, closed: false, left: false, clientMayAsk: true },
  ...{ accessRequests: [], accessEscalation: null, proposals: [], myLink: null },
  can: {
    ...{ send: true, add: false, propose: false, handOver: false, leave: true, changeTopic: false, showName: false },
    answerAccess: true,
  },
});
const entries: Entry[] = [
  { n: 1, at: 1_700_000_000_000, kind: "message", by, text: `<script>alert("x")</script>` },
  {
    ...{ n: 2, at: 1_700_000_000_000, kind: "message", by, text: "" },
    files: [{ id: picture, kind: "image", type: "image/png", size: 7 }],
  },
];

async function ask(person: DemoName): Promise<Response> {
  const browser = await world.signedIn(person);
  return fetch(`${world.url}/api/v1/own/export`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: world.config.publicOrigin,
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    },
    body: JSON.stringify({ password: DEMO_PASSWORD }),
  });
}

async function take(person: DemoName): Promise<Map<string, Buffer>> {
  const response = await ask(person);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/zip");
  expect(response.headers.get("cache-control")).toContain("no-store");
  return readZip(Buffer.from(await response.arrayBuffer()));
}
const text = (files: Map<string, Buffer>, name: string) => files.get(name)?.toString("utf8") ?? "";

beforeEach(() => {
  feed.exported = [];
});

describe("A-04 the export of one's own data", () => {
  it("holds what the client's own pages show, as JSON and to read", async () => {
    const files = await take("emma");
    expect([...files.keys()]).toEqual([
      "data/account.json",
      "data/devices.json",
      "data/tasks.json",
      "data/notifications.json",
      "data/notification-preferences.json",
      "data/push-devices.json",
      "data/circle.json",
      "data/related-persons.json",
      "data/contact-history.json",
      "data/tools.json",
      "index.html",
    ]);
    expect(JSON.parse(text(files, "data/account.json"))).toMatchObject({ name: demoPeople.emma.name, kind: "client" });
    expect(text(files, "data/tools.json")).toContain("Of ik mijn werk wel goed doe.");
    expect(text(files, "index.html")).toContain("Je gegevens");
    expect(text(files, "index.html")).toContain(demoPeople.sanne.name);
    expect(text(files, "index.html")).toContain("<dt>Tweede stap bij aanmelden</dt><dd>nee</dd>");
    expect(text(files, "index.html")).not.toContain("<dt>linkId</dt>");
    const all = [...files.values()].join("");
    // Invited by Sanne: the client knows the name and not the address (V-03).
    expect(all).toContain(demoPeople.pieter.name);
    expect(all).not.toContain(demoPeople.pieter.email);
  });

  it("says by whose push service devices are told, and since when; neither their address nor their keys", async () => {
    await world.signedIn("ruben");
    await world.sql(
      `INSERT INTO push_subscription (session_id, account_id, endpoint, p256dh, auth, server_key)
       SELECT id, account_id, 'https://push.example.com/where-exactly', 'a-public-key', 'a-secret', 'key-of-the-platform'
       FROM session WHERE account_id = $1 LIMIT 1`,
      [demoPeople.ruben.accountId],
    );
    const files = await take("ruben");
    const [device] = JSON.parse(text(files, "data/push-devices.json"));
    expect(device).toEqual({ pushService: "push.example.com", createdAt: expect.any(String) });
    expect(text(files, "index.html")).toContain("<dt>Via</dt><dd>push.example.com</dd>");
    const all = [...files.values()].join("");
    for (const kept of ["where-exactly", "a-public-key", "a-secret", "key-of-the-platform"])
      expect(all).not.toContain(kept);
  });

  it("has conversations as their reader sees them: a masked person stays masked, also to read", async () => {
    const conversation = view();
    feed.exported = [
      { conversation, entries: entries.slice(0, 1) },
      // Of a kind that comes with a later version: left out.
      { conversation, entries: [...entries.slice(1), { n: 3, at: 1_700_000_000_000, kind: "poll" }] },
      { conversation: { ...view(), topic: null }, entries: [] },
    ];
    const files = await take("sanne");
    expect([...files.keys()].filter((name) => !name.startsWith("data/"))).toEqual([
      "files/001-001.png",
      "conversations/001.html",
      "conversations/002.html",
      "index.html",
    ]);
    expect(text(files, "files/001-001.png")).toBe("the bytes of a picture");
    const page = text(files, "conversations/001.html");
    expect(page).toContain("<strong>Anoniem 2</strong>");
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    expect(page).not.toContain("<script>");
    expect(page).toContain(`<a href="../files/001-001.png">`);
    expect(JSON.parse(text(files, "data/conversations/001.json")).entries).toHaveLength(2);
  });

  it("reads files no faster than they are taken, so that many large ones don't fill the memory of everybody's service", async () => {
    const count = 40;
    const files = Array.from({ length: count }, () => ({
      ...{ id: AttachmentId.parse(randomUUID()), kind: "image" as const, type: "image/png", size: 1_048_576 },
    }));
    const messages = Array.from({ length: count / 10 }, (_, index): Entry => {
      const of = files.slice(index * 10, index * 10 + 10);
      return { n: index + 1, at: 1_700_000_000_000, kind: "message", by, text: "", files: of };
    });
    feed.exported = [{ conversation: view(), entries: messages }];
    feed.files = { bytes: Buffer.alloc(1_048_576, 7), asked: 0 };
    const stalled = await ask("sanne");
    const whole = await take("sanne");
    expect([...whole.keys()].filter((name) => name.startsWith("files/"))).toHaveLength(count);
    expect(feed.files.asked).toBeLessThan(count * 1.5);
    await stalled.body?.cancel();
    feed.files = { bytes: Buffer.from("the bytes of a picture"), asked: 0 };
  });

  it("has for a related person their links and nothing of the client's account", async () => {
    const files = await take("fatima");
    expect([...files.keys()]).toContain("data/links.json");
    expect([...files.keys()]).not.toContain("data/circle.json");
    const all = [...files.values()].join("");
    expect(all).toContain("Maan");
    for (const hidden of [demoPeople.pieter, demoPeople.youssef, demoPeople.sanne]) {
      expect(all).not.toContain(hidden.name);
      expect(all).not.toContain(hidden.email);
    }
    expect(all).not.toContain(demoPeople.emma.email);
  });

  it("asks for the password, stands in the contact history, and is refused whole where conversations can't be had", async () => {
    const emma = await world.signedIn("emma");
    expect(await emma.post("/api/v1/own/export", { password: "iets anders" })).toMatchObject({
      status: 401,
      code: "wrong-credentials",
    });
    feed.exported = null;
    expect(await emma.post("/api/v1/own/export", { password: DEMO_PASSWORD })).toMatchObject({
      status: 503,
      code: "unavailable",
    });
    const { lines } = (await emma.get("/api/v1/own/contact-history")).as(readOwnContactHistory.response);
    expect(lines.filter(({ action }) => action === "exported-own-data")).toHaveLength(1);
  });

  it("has words to read in the person's language, where the JSON has codes", async () => {
    const pages = new Map<string, string>();
    for (const language of ["en", "nl"] as const) {
      await world.sql("UPDATE sign_in SET language = $1", [language]);
      for (const person of ["emma", "sanne", "fatima", "ruben"] as const) {
        const files = await take(person);
        const page = text(files, "index.html");
        pages.set(`${person} ${language}`, page);
        expect(JSON.parse(text(files, "data/account.json")).language).toBe(language);
        expect(page.match(/>[a-z0-9]+(-[a-z0-9]+)+</g), `${person} ${language}`).toBeNull();
        expect(page.match(/<dt>[a-z]\w*<\/dt>/g), `${person} ${language}`).toBeNull();
      }
    }
    const says = (page: string, words: string) =>
      expect(pages.get(page)?.includes(words), `${page}: ${words}`).toBe(true);
    for (const word of ["cliënt", "module", "Piekeren de baas", "eigen account", "behandelaar", "doet mee"])
      says("emma nl", `>${word}<`);
    for (const word of ["client", "module", "own account", "therapist", "takes part"]) says("emma en", `>${word}<`);
    says("emma nl", "<dt>Waarover pieker je het vaakst?</dt><dd>Of ik mijn werk wel goed doe.");
    says("ruben nl", "<dt>Rollen</dt><dd><ol><li>applicatiebeheerder</li></ol></dd>");
    says("ruben en", "<dt>Roles</dt><dd><ol><li>application manager</li></ol></dd>");
  });
});
