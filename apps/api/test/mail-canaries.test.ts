import { type Language, NotificationKind } from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { findCanaries } from "@kring/testing/canary";
import { beforeAll, describe, expect, it } from "vitest";
import { queueDueBundles } from "../src/notification/index.ts";
import type { Browser } from "./browser.ts";
import { startConversationsFeed } from "./conversations-feed.ts";
import { PREFERENCES, settled, tell } from "./notification-scenes.ts";
import { inviteAsClient, OWN } from "./related-person-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

/** Everybody's real name and address is one that stands nowhere else. */
const disguises = {
  sanne: { name: "Bordeaux Kievit Wolfskers", email: "bordeaux.wolfskers@post.example" },
  emma: { name: "Quinoa Wilhelmy Strandvondst", email: "quinoa.strandvondst@post.example" },
  fatima: { name: "Zirkoon Ooievaar Meidoorn", email: "zirkoon.meidoorn@post.example" },
  pieter: { name: "Turkoois Fluiter Zwanenbloem", email: "turkoois.zwanenbloem@post.example" },
  youssef: { name: "Kobalt Wielewaal Duindoorn", email: "kobalt.duindoorn@post.example" },
} as const satisfies Partial<Record<DemoName, { name: string; email: string }>>;
type Person = keyof typeof disguises;
const people = Object.keys(disguises) as Person[];
const invited = { name: "Azuur Roodborst Kamperfoelie", email: "waldhoorn.sering@post.example" };
const MESSAGE = "Kolibrie in de vlierbes";

/** Whatever would say who somebody is: the name and each part of it, the address, the account. */
const tellsOf = ({ name, email }: { name: string; email: string }) => [
  ...name.split(" "),
  email,
  email.split("@")[0] ?? "",
];
const accountOf = (person: Person) => demoPeople[person].accountId;

let world: World;
let conversationsFeed: Awaited<ReturnType<typeof startConversationsFeed>>;
beforeAll(async () => {
  conversationsFeed = await startConversationsFeed();
  world = await startWorld({ realtime: conversationsFeed.realtime });
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
});

async function enter(person: Person): Promise<Browser> {
  const browser = world.browser();
  await browser.post("/api/v1/sign-in", { email: disguises[person].email, password: DEMO_PASSWORD });
  return browser;
}

/** A page that notifications of their kind lead to, for each kind of receiver. */
const pages: Record<"sanne" | "emma" | "fatima", string> = {
  sanne: `/clients/${demoPeople.emma.accountId}/tools`,
  emma: "/requests/00000000-0000-4000-8000-00000000aaaa",
  fatima: "/conversations/00000000-0000-4000-8000-00000000bbbb",
};
const receivers = Object.keys(pages) as (keyof typeof pages)[];
const ways = receivers.flatMap((receiver) =>
  (["nl", "en"] as const).flatMap((language) =>
    (receiver === "sanne" ? [false] : [false, true]).map((discreet) => ({ receiver, language, discreet })),
  ),
);

/** Has every kind of mail sent to this person. */
async function mailEverything(receiver: keyof typeof pages, language: Language, discreet: boolean): Promise<void> {
  const { email } = disguises[receiver];
  await world.sql("DELETE FROM rate_limit");
  await world.sql("DELETE FROM notification_choice");
  const browser = await enter(receiver);
  await browser.put("/api/v1/me", { language });
  if (receiver !== "sanne") await browser.put(PREFERENCES, { discreet });
  for (const kind of NotificationKind.options) await tell(world, receiver, kind, pages[receiver]);
  await world.browser().post("/api/v1/password-reset", { email });
  await browser.post("/api/v1/email", { email: `nieuw.${email}`, password: DEMO_PASSWORD });
  const accountId = accountOf(receiver);
  const { jobs } = world.deps;
  const c = "00000000-0000-4000-8000-00000000cccc";
  await jobs.add("email-changed-mail", { email, accountId });
  await jobs.add("unread-mail", { accountId, conversationIds: [c] });
  const [row] = await world.sql("SELECT sign_in_id AS id FROM account WHERE id = $1", [accountId]);
  await jobs.add("second-factor-reset", { signInId: String(row?.id) });
  jobs.nudge();
  await browser.put(`${PREFERENCES}/choices`, { kinds: ["conversation-joined"], channel: "mail", choice: "daily" });
  for (const kind of ["conversation-joined", "conversation-joined"] as const)
    await tell(world, receiver, kind, pages[receiver]);
  await queueDueBundles(world.deps, Date.now() + 2 * 86_400_000);
  await settled(world);
}

describe("N-02 V-04 raw mails", () => {
  it.each(ways)("of every kind to $receiver, in $language, discreet: $discreet, tell of nobody else", async (way) => {
    const { receiver, language, discreet } = way;
    world.mail.raw.length = 0;
    world.mail.mails.length = 0;
    await mailEverything(receiver, language, discreet);
    // Each kind, and: new browser, password, new address, old address, unread, bundle.
    expect(world.mail.raw.length).toBeGreaterThanOrEqual(NotificationKind.options.length + 6);
    const others = people.filter((person) => person !== receiver);
    const ofClient = receiver === "sanne" ? [accountOf("emma")] : [];
    const hidden = [
      ...others.flatMap((person) => [...tellsOf(disguises[person]), accountOf(person)]),
      ...tellsOf(invited),
      MESSAGE,
    ].filter((one) => !ofClient.some((id) => id === one));
    const exits = world.mail.raw.map((raw, index) => ({
      name: world.mail.mails[index]?.subject ?? "",
      bytes: Buffer.from(raw, "latin1"),
    }));
    expect(findCanaries(hidden, exits)).toEqual([]);
    for (const { subject } of world.mail.mails)
      for (const part of disguises[receiver].name.split(" ")) expect(subject).not.toContain(part);
    // The search sees through what mails are written in: it finds the receiver.
    expect(findCanaries([disguises[receiver].name], exits).length).toBeGreaterThan(NotificationKind.options.length);
  });

  it.each([
    { language: "nl" as const, reminder: "wacht nog steeds een uitnodiging" },
    { language: "en" as const, reminder: "An invitation still waits" },
  ])(
    "of an invitation and its reminder name the organisation alone, neither who invites nor what was typed: $language",
    async ({ language, reminder }) => {
      world.mail.raw.length = 0;
      world.mail.mails.length = 0;
      const emma = await enter("emma");
      const { linkId } = await inviteAsClient(emma, invited.email, invited.name, language);
      await settled(world);
      await world.sql(
        "UPDATE related_person_link SET sent_at = now() - interval '10 days', reminders = 1 WHERE id = $1",
        [linkId],
      );
      await world.deps.jobs.add("related-person-mail", { linkId });
      await settled(world);
      const mails = await until("both mails", () => {
        const to = world.mail.mails.filter((mail) => JSON.stringify(mail.to).includes(invited.email));
        return to.length === 2 ? to : null;
      });
      expect(mails[1]?.text).toContain(reminder);
      const hidden = [...people.flatMap((person) => tellsOf(disguises[person])), ...invited.name.split(" ")];
      const exits = world.mail.raw
        .filter((raw) => raw.includes(invited.email))
        .map((bytes) => ({ name: "mail", bytes }));
      expect(findCanaries(hidden, exits)).toEqual([]);
      expect(findCanaries([invited.email], exits)).toHaveLength(2);
      expect((await emma.delete(`${OWN}/${linkId}`)).status).toBe(204);
    },
  );
});
