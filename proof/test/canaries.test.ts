import { type ConversationId, uploadAttachment } from "@kring/domain/contract";
import { type DemoName, demoConversations, demoLinks, demoPeople, type Exit, findCanaries } from "@kring/testing";
import type {} from "@kring/testing/global-setup";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { count } from "../src/runs.ts";
import { type Stage, startStage } from "../src/stage.ts";
import { exitsTo, type KnownIds, walk } from "../src/walk.ts";

const disguises = {
  fatima: { name: "Quinoa Wilhelmy Strandvondst", email: "quinoa.strandvondst@kring.example" },
  youssef: { name: "Zirkoon Ooievaar Meidoorn", email: "zirkoon.meidoorn@kring.example" },
  pieter: { name: "Bordeaux Kievit Wolfskers", email: "bordeaux.wolfskers@kring.example" },
};
const invited = { name: "Turkoois Fluiter Zwanenbloem", email: "turkoois.zwanenbloem@kring.example" };
const BODY = "Kolibrie in de vlierbes";
const FILE = "foto-van-Quinoa-en-haar-broer";
const circle = demoConversations[0]?.id as ConversationId;

/** Whatever would say who somebody is: the name and each part of it, the address, the account. */
const tellsOf = (person: keyof typeof disguises): string[] => {
  const { name, email } = disguises[person];
  return [...name.split(" "), email, email.split("@")[0] ?? "", demoPeople[person].accountId];
};
const ofInvited = [...invited.name.split(" "), invited.email, invited.email.split("@")[0] ?? ""];
const [ofFatima, ofYoussef, ofPieter] = (["fatima", "youssef", "pieter"] as const).map(tellsOf) as [
  string[],
  string[],
  string[],
];
const linksOfEmma = [demoLinks.fatima.linkId, demoLinks.youssef.linkId];

/** What each may never receive. */
const hiddenFrom: Partial<Record<DemoName, string[]>> = {
  sanne: [...ofFatima, ...ofYoussef, ...ofInvited, ...linksOfEmma, FILE],
  daan: [...ofFatima, ...ofYoussef, ...ofPieter, ...ofInvited, ...linksOfEmma, demoLinks.pieter.linkId, BODY, FILE],
  lucas: [...ofFatima, ...ofYoussef, ...ofPieter, ...ofInvited, ...linksOfEmma, BODY, FILE],
  noor: [...ofFatima, ...ofYoussef, ...ofPieter, ...ofInvited, ...linksOfEmma, BODY, FILE],
  ruben: [...ofFatima, ...ofYoussef, ...ofPieter, ...ofInvited, BODY, FILE],
  emma: [disguises.pieter.email, demoPeople.pieter.accountId, demoPeople.fatima.accountId, FILE],
  fatima: [...ofYoussef, ...ofPieter, ...ofInvited],
  youssef: [...ofFatima, ...ofPieter, ...ofInvited, FILE],
  pieter: [...ofFatima, ...ofYoussef, ...ofInvited, BODY, FILE],
};
const viewers = Object.keys(hiddenFrom) as (keyof typeof hiddenFrom)[];
const emailOf = (person: DemoName) => ({ ...demoPeople, ...disguises })[person].email;

let stage: Stage;
let known: KnownIds;
beforeAll(async () => {
  stage = await startStage({ groundwork: inject("groundwork"), gateways: 1, logLevel: "debug", disguises });
  await stage.letTherapistsInvite();
  known = await liveTogether();
}, 240_000);
afterAll(() => stage?.stop());

/** What goes on while everybody listens. */
async function liveTogether(): Promise<KnownIds> {
  for (const person of viewers) {
    await (await stage.actor(person)).socket();
    await stage.subscribe(person);
  }
  await stage.relate("daan", "emma");
  for (const person of ["fatima", "youssef", "emma", "sanne"] as const) {
    await stage.stir(person, circle, await stage.say(person, circle, `${BODY} of ${person === "emma" ? "E" : "S"}`));
  }
  const upload = uploadAttachment.path.replace(":conversationId", circle);
  const fatima = await stage.world.session("fatima");
  const issued = await fatima.token();
  if (issued === "ended") throw new Error("Fatima is signed in.");
  const uploaded = await fetch(`${stage.world.address}${upload}`, {
    method: "POST",
    body: "niets bijzonders",
    headers: {
      authorization: `Bearer ${issued.token}`,
      "content-type": "text/plain",
      "kring-file-name": `${FILE}.txt`,
      origin: stage.world.origin,
    },
  });
  expect(uploaded.status, await uploaded.clone().text()).toBe(201);
  const { id: file } = (await uploaded.json()) as { id: string };
  const own = await stage.actor("fatima");
  const message = { c: circle, id: crypto.randomUUID() as never, text: "zie bijlage", files: [file as never] };
  expect(await own.emit("message.send", message)).toMatchObject({ ok: true });
  await stage.rename("fatima", demoLinks.fatima.linkId, "Ochtendster");
  await stage.quiet("youssef", demoLinks.youssef.linkId, false);
  await stage.stir("youssef", circle, await stage.say("youssef", circle, `${BODY} openly`));
  const withPieter = await stage.start("sanne", [{ link: demoLinks.pieter.linkId }], "Sanne met P");
  await stage.add("sanne", withPieter, { account: demoPeople.daan.accountId });
  await stage.invite("emma", "emma", invited);
  await stage.world.settle();
  return { attachments: [{ conversationId: circle, attachmentId: file }], conversations: [withPieter] };
}

describe("V-04 what leaves the system", () => {
  it("nobody receives who is hidden from them, by any route, frame, mail, push, export or file", async () => {
    const reached = new Map<DemoName, Exit[]>();
    for (const person of viewers) {
      const answers = await walk(stage, person, known);
      reached.set(person, await exitsTo(stage, person, answers, emailOf(person)));
    }
    expect(findCanaries([BODY, "Ochtendster"], reached.get("sanne") ?? []).length).toBeGreaterThan(3);
    expect(findCanaries([disguises.fatima.name], reached.get("emma") ?? []).length).toBeGreaterThan(3);
    expect(findCanaries([disguises.pieter.name], reached.get("sanne") ?? []).length).toBeGreaterThan(1);
    for (const person of ["daan", "emma"] as const) expect(stage.pushesTo(person).length, person).toBeGreaterThan(0);
    const own = (reached.get("emma") ?? []).filter(({ name }) => name.includes("/own/export"));
    expect(findCanaries([disguises.fatima.name], own), "her own data, unpacked").toHaveLength(1);
    for (const [person, exits] of reached) {
      count("frames and answers scanned", exits.length);
      expect(findCanaries(hiddenFrom[person] ?? [], exits), `what ${person} received`).toEqual([]);
    }
  }, 600_000);

  it("names nobody between the services, in logs, metrics, mails and pushes, and says nothing of what was said", async () => {
    const everybody = Object.values({ ...demoPeople, ...disguises, invited }).flatMap(({ name, email }) => [
      name,
      email,
    ]);
    const names = [...new Set([...everybody, ...ofFatima.slice(0, -1), ...ofYoussef.slice(0, -1), ...ofInvited])];
    const nats: Exit = { name: "NATS", bytes: stage.world.natsTap.bytes() };
    expect(findCanaries([BODY], [nats])).toHaveLength(1);
    const said = [...(await stage.world.logs()), ...(await stage.world.metrics())].map(({ name, text }) => ({
      name,
      bytes: text,
    }));
    expect(findCanaries([...names, FILE], [nats, ...said])).toEqual([]);
    expect(findCanaries([BODY, "Ochtendster"], said)).toEqual([]);
    const pushes = stage.world.push.pushes();
    const told = pushes.map(({ raw, text }) => ({ name: "push", bytes: Buffer.concat([raw, Buffer.from(text)]) }));
    expect(
      findCanaries([...names, ...Object.values(demoPeople).map(({ accountId }) => accountId), BODY], told),
    ).toEqual([]);
    expect(new Set(pushes.map(({ body }) => body.length)).size, "one is as long as another").toBe(1);
    expect(stage.world.push.faults()).toEqual([]);
    for (const { to, raw } of stage.world.mails()) {
      const theirs = Object.values({ ...demoPeople, ...disguises, invited }).filter(({ email }) => to.includes(email));
      const notTheirs = names.filter((text) => !theirs.some(({ name, email }) => `${name} ${email}`.includes(text)));
      expect(findCanaries([...notTheirs, BODY], [{ name: `mail to ${to}`, bytes: raw }])).toEqual([]);
    }
  }, 600_000);
});
