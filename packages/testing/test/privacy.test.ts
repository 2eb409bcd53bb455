import { listConversations, readConversation, readEntries, requestPasswordReset, routes } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { DEMO_PASSWORD, type DemoName, demoLinks, demoPeople, type Exit, findCanaries, until } from "../src/index.ts";
import { open, sees, talk, useWorld } from "./support.ts";

/** Hidden from Sanne: who Fatima and Youssef are. */
const disguises = {
  fatima: { name: "Quinoa Wilhelmy Strandvondst", email: "quinoa.strandvondst@kring.example" },
  youssef: { name: "Zirkoon Ooievaar Meidoorn", email: "zirkoon.meidoorn@kring.example" },
};
const world = useWorld({ gateways: 2, logLevel: "debug", disguises });

const hidden = Object.values(disguises).flatMap(({ name, email }) => [
  ...name.split(" "),
  email,
  email.split("@")[0] ?? email,
]);
const nameOf = (person: DemoName) => ({
  ...demoPeople[person],
  ...(person in disguises && disguises[person as "fatima"]),
});
const everybody = (Object.keys(demoPeople) as DemoName[]).map(nameOf);
const allNames = everybody.flatMap(({ name, email }) => [name, email]);
const BODY = "Kolibrie in de vlierbes";

/** What goes on while everything is listened to: writing, typing, reading, other names, an end, resets by mail. */
async function liveTogether(): Promise<void> {
  const [emma, fatima, youssef] = await Promise.all([
    world().client("emma", { gateway: 0 }),
    world().client("fatima", { gateway: 1 }),
    world().client("youssef", { gateway: 0 }),
  ]);
  const opened = await Promise.all([emma, fatima, youssef].map((client) => open(client, talk.circle)));
  for (const [at, conversation] of opened.entries()) {
    conversation.typing();
    conversation.send(`${BODY} ${at}`);
    await sees(conversation, `${BODY} ${at}`);
    conversation.markRead(conversation.now().entries.at(-1)?.n ?? 1);
  }
  const { linkId } = demoLinks.fatima;
  await fatima.session.changeLink(linkId, { screenName: "Ochtendster", showsTyping: true, showsReceipts: true });
  opened[1]?.typing();
  opened[1]?.send(`${BODY} as Ochtendster`);
  await youssef.session.endLink(demoLinks.youssef.linkId);
  for (const person of ["sanne", "emma", "fatima", "youssef"] as const) {
    const body = { email: nameOf(person).email };
    expect((await emma.session.fetch("POST", requestPasswordReset.path, { body })).status).toBe(202);
  }
  await world().settle();
  for (const client of [emma, fatima, youssef]) client.close();
}

describe("V-04 what leaves the system", () => {
  it("tells Sanne nothing of Fatima and Youssef, and NATS, logs and metrics nobody's name", async () => {
    const sanne = await world().client("sanne", { gateway: 1, tapped: true });
    const hers = await open(sanne, talk.circle);
    await liveTogether();
    await sees(hers, `${BODY} as Ochtendster`);
    await until("Sanne saw the name change and the end", () => {
      const seen = JSON.stringify(hers.now().view?.roster ?? "");
      return seen.includes("Ochtendster") && hers.now().entries.at(-1)?.kind === "left";
    });

    const issued = await sanne.session.token();
    if (issued === "ended") return expect.fail("Sanne is signed in");
    const headers = { authorization: `Bearer ${issued.token}` };
    const asked = [talk.circle, talk.sannePieter, talk.emmaFatima, talk.daanLucas, demoPeople.youssef.accountId];
    for (const id of asked) {
      for (const { path } of [readConversation, readEntries]) {
        await sanne.session.fetch("GET", path.replace(":conversationId", id), { headers });
      }
    }
    await sanne.session.fetch("GET", `${listConversations.path}?limit=50`, { headers });
    for (const { method, path, access, service } of routes) {
      if (method !== "get" || path.includes(":") || access === "service") continue;
      await sanne.session.fetch("GET", path, service === "realtime" ? { headers } : {});
    }

    const toSanne: Exit[] = [
      { name: "what passed Sanne's socket and its requests", bytes: sanne.tap?.bytes() ?? "" },
      ...sanne.session.exchanges.map(({ method, path, headers: answered, text }) => ({
        name: `${method} ${path}`,
        bytes: `${JSON.stringify([...answered])}\n${text}`,
      })),
      ...world()
        .mails()
        .filter(({ to }) => to.includes(demoPeople.sanne.email))
        .map(({ raw }) => ({ name: "mail to Sanne", bytes: raw })),
    ];
    expect(toSanne[0]?.bytes.length).toBeGreaterThan(5_000);
    expect(findCanaries([BODY, "Ochtendster"], toSanne.slice(0, 1))).toHaveLength(2);
    expect(findCanaries(["Emma de Jong"], toSanne).length).toBeGreaterThan(1);
    expect(findCanaries(hidden, toSanne)).toEqual([]);

    const nats: Exit = { name: "NATS", bytes: world().natsTap.bytes() };
    expect(findCanaries([BODY, talk.circle], [nats])).toHaveLength(2);
    const logs = (await world().logs()).map(({ name, text }) => ({ name: `log ${name}`, bytes: text }));
    const metrics = (await world().metrics()).map(({ name, text }) => ({ name: `metrics ${name}`, bytes: text }));
    expect(logs.length).toBeGreaterThan(3);
    expect(findCanaries([...allNames, ...hidden], [nats, ...logs, ...metrics])).toEqual([]);
    const secrets = [BODY, "Ochtendster", DEMO_PASSWORD, sanne.session.cookie.split("=")[1] ?? "", issued.token];
    expect(findCanaries(secrets, [...logs, ...metrics])).toEqual([]);
    const ids = [...everybody.map(({ accountId }) => accountId), ...Object.values(talk)];
    expect(findCanaries(ids, metrics)).toEqual([]);
    sanne.close();
  });

  it("names nobody in a mail but its receiver", async () => {
    const mails = world().mails();
    expect(mails.length).toBeGreaterThan(3);
    for (const { to, raw } of mails) {
      const own = everybody.filter(({ email }) => to.includes(email)).flatMap(({ name, email }) => [name, email]);
      const notTheirs = [...allNames, BODY, "Ochtendster", "Maan"].filter((text) => !own.includes(text));
      expect(findCanaries(notTheirs, [{ name: `mail to ${to}`, bytes: raw }])).toEqual([]);
      const subject =
        /^Subject:.*(?:\r?\n[ \t].*)*/m.exec(raw.toString())?.[0] ?? expect.fail("a mail without subject");
      expect(findCanaries(own, [{ name: "subject", bytes: subject }])).toEqual([]);
    }
  });
});
