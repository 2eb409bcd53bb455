import { canChoose, kindsFor, mayBeDiscreet, whyFixed } from "@kring/domain";
import { type NotificationKind, type NotifiedPage, notifiedPages } from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { findCanaries } from "@kring/testing/canary";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { queueDueBundles } from "../src/notification/index.ts";
import type { Browser } from "./browser.ts";
import { startConversationsFeed } from "./conversations-feed.ts";
import { type Expected, faultsOf } from "./mail-faults.ts";
import { choose, PREFERENCES, settled, tell } from "./notification-scenes.ts";
import { inviteAsClient, OWN } from "./related-person-scenes.ts";
import { startWorld, type World } from "./world.ts";

/** Everybody's real name and address is one that stands nowhere else. */
const disguises = {
  sanne: { name: "Bordeaux Kievit Wolfskers", email: "bordeaux.wolfskers@post.example" },
  noor: { name: "Karmijn Patrijs Vlasleeuw", email: "karmijn.vlasleeuw@post.example" },
  ruben: { name: "Smaragd Torenvalk Guldenroede", email: "smaragd.guldenroede@post.example" },
  emma: { name: "Quinoa Wilhelmy Strandvondst", email: "quinoa.strandvondst@post.example" },
  fatima: { name: "Zirkoon Ooievaar Meidoorn", email: "zirkoon.meidoorn@post.example" },
  pieter: { name: "Turkoois Fluiter Zwanenbloem", email: "turkoois.zwanenbloem@post.example" },
  youssef: { name: "Kobalt Wielewaal Duindoorn", email: "kobalt.duindoorn@post.example" },
} as const satisfies Partial<Record<DemoName, { name: string; email: string }>>;
type Person = keyof typeof disguises;
const people = Object.keys(disguises) as Person[];
const invited = { name: "Azuur Roodborst Kamperfoelie", email: "waldhoorn.sering@post.example" };
const MESSAGE = "Kolibrie in de vlierbes";
const SCREEN_NAME = "Zilverreiger";

/** Whatever would say who somebody is: the name and each part of it, the address. */
const tellsOf = ({ name, email }: { name: string; email: string }) => [
  ...name.split(" "),
  email,
  email.split("@")[0] ?? "",
];
const accountOf = (person: Person) => demoPeople[person].accountId;
const hiddenFrom = (receiver: Person | null) => [
  ...people
    .filter((person) => person !== receiver)
    .flatMap((person) => [...tellsOf(disguises[person]), accountOf(person)]),
  ...invited.name.split(" "),
  MESSAGE,
  SCREEN_NAME,
];

let world: World;
let about: Pick<Expected, "origin" | "organisation">;
beforeAll(async () => {
  const conversations = await startConversationsFeed();
  conversations.stillUnread = { unread: 2, online: false };
  world = await startWorld({ realtime: conversations.realtime });
  about = { origin: world.config.publicOrigin, organisation: world.config.organisation };
  for (const person of people) {
    const { name, email } = disguises[person];
    const id = accountOf(person);
    await world.sql("UPDATE account SET name = $2 WHERE id = $1", [id, name]);
    await world.sql("UPDATE sign_in SET email = $2 WHERE id = (SELECT sign_in_id FROM account WHERE id = $1)", [
      id,
      email,
    ]);
  }
  // What could be quoted, if anything were.
  await world.sql("UPDATE relate_request SET message = $1", [MESSAGE]);
  await world.sql("UPDATE task SET note = $1", [MESSAGE]);
  await world.sql(
    "UPDATE related_person_link SET screen_name = $1 WHERE id = (SELECT id FROM related_person_link LIMIT 1)",
    [SCREEN_NAME],
  );
});

async function enter(person: Person): Promise<Browser> {
  const browser = world.browser();
  await browser.post("/api/v1/sign-in", { email: disguises[person].email, password: DEMO_PASSWORD });
  return browser;
}

/** Everybody has a mail of what they can get, however they want it. */
const receivers = ["sanne", "noor", "ruben", "emma", "fatima"] as const;
type Receiver = (typeof receivers)[number];
interface Way {
  language: "nl" | "en";
  discreet: boolean;
}
const ways: Way[] = (["nl", "en"] as const).flatMap((language) =>
  [false, true].map((discreet) => ({ language, discreet })),
);
const ID = "00000000-0000-4000-8000-00000000aaaa";
/** One after the other, so that each page is led to. */
let turn = 0;
const nextPage = () => (notifiedPages[turn++ % notifiedPages.length] as string).replace(/:\w+/g, ID) as NotifiedPage;

/** Mails that came since the last look, each once. */
async function arrivedNow(): Promise<{ to: string; raw: string }[]> {
  await settled(world);
  const arrived = new Map(
    world.mail.mails.map(({ messageId, to }, at) => [
      messageId,
      { to: JSON.stringify(to), raw: world.mail.raw[at] ?? "" },
    ]),
  );
  world.mail.mails.length = 0;
  world.mail.raw.length = 0;
  return [...arrived.values()];
}

/** The only mail that came since the last look. */
async function onlyMail(what: string): Promise<string> {
  const [first, ...others] = await arrivedNow();
  expect(others, what).toEqual([]);
  return first?.raw ?? "";
}

/** One receiver and how they want their mails. */
interface Scene {
  receiver: Receiver;
  browser: Browser;
  expected: Omit<Expected, "about">;
}

/** All who can want their mails this way, and do from now on. */
async function prepare(way: Way): Promise<Scene[]> {
  await world.sql("DELETE FROM rate_limit");
  await world.sql("DELETE FROM notification_choice");
  const scenes: Scene[] = [];
  for (const receiver of receivers) {
    const canBeDiscreet = mayBeDiscreet(demoPeople[receiver].kind);
    if (way.discreet && !canBeDiscreet) continue;
    const browser = await enter(receiver);
    await browser.put("/api/v1/me", { language: way.language });
    if (canBeDiscreet) await browser.put(PREFERENCES, { discreet: way.discreet });
    const expected = { ...about, ...way, hidden: hiddenFrom(receiver), own: disguises[receiver].name };
    scenes.push({ receiver, browser, expected });
  }
  await arrivedNow();
  return scenes;
}

type Faults = Record<string, string[]>;
/** Adds what is wrong with the mails that came since the last look: one to each of these and to nobody else. */
async function judge(
  found: Faults,
  what: string,
  scenes: readonly Scene[],
  changes: Pick<Expected, "about"> & Partial<Expected>,
): Promise<void> {
  const arrived = await arrivedNow();
  expect(arrived.length, what).toBe(scenes.length);
  for (const { receiver, expected } of scenes) {
    const mail = arrived.find(({ to }) => to.includes(disguises[receiver].email));
    found[`${receiver}: ${what}`] = await faultsOf(mail?.raw ?? "", { ...expected, ...changes });
  }
}
const wrongIn = (found: Faults) => Object.entries(found).filter(([, faults]) => faults.length > 0);

const kindsOf = (receiver: Receiver): NotificationKind[] => kindsFor(demoPeople[receiver]);
const isChosen = (kind: NotificationKind) => whyFixed(kind, "mail") === null && canChoose("mail", "daily");
/** Those are told of by the conversations service alone. */
const isTold = (kind: NotificationKind) => kind !== "messages-unread";
const TOMORROW = () => Date.now() + 2 * 86_400_000;

const told = [...new Set(receivers.flatMap(kindsOf))].filter(isTold);
const having = (scenes: readonly Scene[], kind: NotificationKind) =>
  scenes.filter(({ receiver }) => kindsOf(receiver).includes(kind));
const tellAll = async (scenes: readonly Scene[], kind: NotificationKind, page: NotifiedPage) => {
  for (const { receiver } of scenes) await tell(world, receiver, kind, page);
};

describe("N-02 V-04 every kind of mail to every kind of receiver, as it comes over the wire", () => {
  it.each(ways)("one by one: $language, discreet: $discreet", async (way) => {
    const scenes = await prepare(way);
    const found: Faults = {};
    for (const kind of told) {
      const [page, those] = [nextPage(), having(scenes, kind)];
      await tellAll(those, kind, page);
      await judge(found, kind, those, { about: kind, page });
    }
    for (const { receiver } of scenes)
      await world.deps.jobs.add("unread-mail", { accountId: accountOf(receiver), conversationIds: [ID] });
    world.deps.jobs.nudge();
    await judge(found, "messages-unread", scenes, { about: "messages-unread", page: "/conversations" });
    expect(wrongIn(found)).toEqual([]);
    const kinds = scenes.flatMap(({ receiver }) => kindsOf(receiver).map((kind) => `${receiver}: ${kind}`));
    expect(Object.keys(found).toSorted()).toEqual(kinds.toSorted());
  });

  it.each(ways)("bundled: $language, discreet: $discreet", async (way) => {
    const scenes = await prepare(way);
    for (const { receiver, browser } of scenes) await choose(browser, kindsOf(receiver).filter(isChosen), "daily");
    const found: Faults = {};
    const chosen = told.filter(isChosen);
    for (const kind of chosen) {
      const [page, those] = [nextPage(), having(scenes, kind)];
      await tellAll(those, kind, page);
      await queueDueBundles(world.deps, TOMORROW());
      await judge(found, `one ${kind}`, those, { about: kind, page });
      for (let times = 0; times < 2; times++) await tellAll(those, kind, page);
      await queueDueBundles(world.deps, TOMORROW());
      await judge(found, `two ${kind}`, those, { about: "bundle", page: "/inbox" });
    }
    for (const kind of chosen) await tellAll(having(scenes, kind), kind, nextPage());
    await queueDueBundles(world.deps, TOMORROW());
    await judge(found, "one of each", scenes, { about: "bundle", page: "/inbox" });
    expect(wrongIn(found)).toEqual([]);
    const kinds = chosen.flatMap((kind) => having(scenes, kind));
    expect(Object.keys(found)).toHaveLength(2 * kinds.length + scenes.length);
  });

  it.each(ways)("about signing in: $language, discreet: $discreet", async (way) => {
    const scenes = await prepare(way);
    const { jobs } = world.deps;
    const found: Faults = {};
    const mails: Record<string, [act: (scene: Scene) => Promise<unknown>, changes?: Partial<Expected>]> = {
      "new device": [({ receiver }) => enter(receiver)],
      "password reset": [
        ({ receiver }) => world.browser().post("/api/v1/password-reset", { email: disguises[receiver].email }),
      ],
      "new address": [
        ({ receiver, browser }) =>
          browser.post("/api/v1/email", { email: `nieuw.${disguises[receiver].email}`, password: DEMO_PASSWORD }),
        { own: null },
      ],
      "old address": [
        ({ receiver }) =>
          jobs.add("email-changed-mail", { email: disguises[receiver].email, accountId: accountOf(receiver) }),
        { own: null, page: "/" },
      ],
    };
    for (const [what, [act, changes]] of Object.entries(mails)) {
      for (const scene of scenes) await act(scene);
      jobs.nudge();
      await judge(found, what, scenes, { about: null, ...changes });
    }
    // Staff reset the second factor of professionals and clients.
    const helped = scenes.filter(({ receiver }) => demoPeople[receiver].kind !== "related-person");
    const accounts = helped.map(({ receiver }) => accountOf(receiver));
    const setSecondFactor = (on: boolean) =>
      world.sql(
        `UPDATE sign_in SET second_factor_on = $2
         WHERE id IN (SELECT sign_in_id FROM account WHERE id = ANY ($1)) RETURNING id`,
        [accounts, on],
      );
    onTestFinished(async () => void (await setSecondFactor(false)));
    for (const { id } of await setSecondFactor(true)) await jobs.add("second-factor-reset", { signInId: String(id) });
    jobs.nudge();
    await judge(found, "second factor", helped, { about: null });
    expect(wrongIn(found)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(4 * scenes.length + helped.length);
  });

  it.each([
    { language: "nl", clientNumber: "M-1" },
    { language: "en", clientNumber: "M-2" },
  ] as const)(
    "to who has no account yet, $language: names the organisation alone, neither who invites nor what was typed",
    async ({ language, clientNumber }) => {
      await world.sql("DELETE FROM rate_limit");
      const hidden = [...hiddenFrom(null), "Indigo", "Boomklever"];
      const expected = { ...about, language, discreet: false, hidden, own: null, about: null };
      const found: Record<string, string[]> = {};
      const [emma, noor] = [await enter("emma"), await enter("noor")];
      await arrivedNow();
      const { linkId } = await inviteAsClient(emma, invited.email, invited.name, language);
      const first = await onlyMail("related person");
      found["related person"] = await faultsOf(first, expected);
      await world.sql(
        "UPDATE related_person_link SET sent_at = now() - interval '10 days', reminders = 1 WHERE id = $1",
        [linkId],
      );
      await world.deps.jobs.add("related-person-mail", { linkId });
      const again = await onlyMail("reminder");
      expect(again).not.toBe("");
      found.reminder = await faultsOf(again, expected);
      const body = {
        name: "Indigo Boomklever",
        email: `nieuwe.client.${language}@post.example`,
        born: "1990-02-03",
        clientNumber,
        language,
      };
      expect((await noor.post("/api/v1/clients", body)).status).toBe(201);
      found.client = await faultsOf(await onlyMail("client"), expected);
      expect(found).toEqual({ "related person": [], reminder: [], client: [] });
      expect((await emma.delete(`${OWN}/${linkId}`)).status).toBe(204);
      // The search sees through what mails are written in: it finds whom it went to.
      expect(findCanaries([invited.email], [{ name: "mail", bytes: first }])).toHaveLength(1);
    },
  );

  it("has led to every page, and a mail that tells, leads elsewhere or can't be ended is seen", async () => {
    expect(turn).toBeGreaterThan(notifiedPages.length);
    await prepare({ language: "nl", discreet: false });
    await tell(world, "emma", "tool-assigned", "/circle");
    const raw = await onlyMail("a mail");
    const expected: Expected = {
      ...about,
      language: "nl",
      discreet: false,
      hidden: [],
      own: "Emma",
      about: "tool-assigned",
    };
    expect(await faultsOf(raw, { ...expected, page: "/circle" })).toEqual([]);
    const wrong: [Partial<Expected>, string][] = [
      [{ hidden: disguises.emma.name.split(" ") }, "tells of Quinoa"],
      [{ page: "/tools" }, "leads to /circle and not to /tools"],
      [{ about: "email-changed" }, "can be ended although it is not chosen"],
      [{ own: null }, "names the page of preferences to the wrong people"],
      [{ discreet: true }, "has a subject of nobody's: Er staat iets voor je klaar bij GGZ Waterkant"],
    ];
    for (const [changes, fault] of wrong) expect(await faultsOf(raw, { ...expected, ...changes })).toContain(fault);
    const html = raw.indexOf("text/html");
    const tampered = `${raw.slice(0, html)}${raw.slice(html).replace(/Er staat/, "Hier stond")}`;
    expect((await faultsOf(tampered, expected)).join()).toContain("says only as");
  });
});
