import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { drained, mailsTo, tokenTo } from "./mailed.ts";
import { codeOf } from "./totp.ts";
import { until } from "./until.ts";
import { STRONG, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const ask = (browser: Browser, email: string, password = DEMO_PASSWORD) =>
  browser.post("/api/v1/email", { email, password });
const confirm = (token: string, browser = world.browser()) => browser.post("/api/v1/email/confirm", { token });
const signIn = (email: string, password = DEMO_PASSWORD) =>
  world.browser().post("/api/v1/sign-in", { email, password });
const emailOf = async (person: DemoName) =>
  (
    await world.sql("SELECT s.email FROM sign_in s JOIN account a ON a.sign_in_id = s.id WHERE a.id = $1", [
      demoPeople[person].accountId,
    ])
  )[0]?.email;

describe("R-07 another e-mail address", () => {
  it("counts once its owner opened the link there; the old address is told, other sessions end", async () => {
    const here = await world.signedIn("emma");
    const elsewhere = await world.signedIn("emma");
    expect((await ask(here, "Emma.Nieuw@Post.example ")).status).toBe(202);
    const token = await tokenTo(world, "emma.nieuw@post.example", "email-change");
    expect(await emailOf("emma")).toBe(demoPeople.emma.email);
    const [mail] = mailsTo(world, "emma.nieuw@post.example", /email-change/);
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Emma|Jong/);

    expect((await confirm(token, here)).status).toBe(204);
    expect(await emailOf("emma")).toBe("emma.nieuw@post.example");
    expect((await here.get("/api/v1/me")).status).toBe(200);
    expect((await elsewhere.get("/api/v1/me")).code).toBe("not-signed-in");
    expect((await signIn("emma.nieuw@post.example")).status).toBe(200);
    expect((await signIn(demoPeople.emma.email)).code).toBe("wrong-credentials");
    await until("the mail to the old address", () => mailsTo(world, demoPeople.emma.email, /e-mailadres/)[0]);
    const [line] = await world.sql("SELECT actor_id, client_id, ground FROM log_line WHERE action = 'changed-email'");
    const { accountId } = demoPeople.emma;
    expect(line).toEqual({ actor_id: accountId, client_id: accountId, ground: "own-account" });
    expect((await confirm(token)).code).toBe("link-expired");
  });

  it("needs the password", async () => {
    const sanne = await world.signedIn("sanne");
    expect((await ask(sanne, "sanne@elders.example", "not the password")).code).toBe("wrong-credentials");
    expect(await world.sql("SELECT 1 FROM email_change WHERE email = 'sanne@elders.example'")).toEqual([]);
  });

  it("that is somebody else's is answered alike, and nobody gets a link", async () => {
    const sanne = await world.signedIn("sanne");
    const [taken, free] = [await ask(sanne, demoPeople.daan.email), await ask(sanne, "sanne.vrij@post.example")];
    expect({ status: taken.status, text: taken.text }).toEqual({ status: free.status, text: free.text });
    await drained(world, "email-change-mail");
    expect(mailsTo(world, demoPeople.daan.email, /email-change/)).toEqual([]);
  });

  it("that somebody else took meanwhile can't be confirmed", async () => {
    const sanne = await world.signedIn("sanne");
    await ask(sanne, "schaars@post.example");
    const token = await tokenTo(world, "schaars@post.example", "email-change");
    await world.sql("UPDATE sign_in SET email = 'schaars@post.example' WHERE email = $1", [demoPeople.lucas.email]);
    expect(await confirm(token)).toMatchObject({ status: 410, code: "link-expired" });
    expect(await emailOf("sanne")).toBe(demoPeople.sanne.email);
    await world.sql("UPDATE sign_in SET email = $1 WHERE email = 'schaars@post.example'", [demoPeople.lucas.email]);
  });

  it("works once, for a day, and only with the latest link", async () => {
    const daan = await world.signedIn("daan");
    await ask(daan, "daan.een@post.example");
    const first = await tokenTo(world, "daan.een@post.example", "email-change");
    await ask(daan, "daan.twee@post.example");
    const second = await tokenTo(world, "daan.twee@post.example", "email-change");
    expect((await confirm(first)).code).toBe("link-expired");
    await world.sql("UPDATE email_change SET expires_at = now() - interval '1 second'");
    expect((await confirm(second)).code).toBe("link-expired");
    await ask(daan, "daan.drie@post.example");
    const third = await tokenTo(world, "daan.drie@post.example", "email-change");
    const answers = await Promise.all([confirm(third), confirm(third)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  it("asked for by a thief is void once the owner chose a new password", async () => {
    const thief = await world.signedIn("noor");
    await ask(thief, "dief@post.example");
    const token = await tokenTo(world, "dief@post.example", "email-change");
    const owner = await world.signedIn("noor");
    await owner.post("/api/v1/password", { current: DEMO_PASSWORD, password: STRONG });
    expect((await confirm(token)).code).toBe("link-expired");
    expect(await emailOf("noor")).toBe(demoPeople.noor.email);
  });

  it("is asked for ten times a day, for each wish mails somebody who may be a stranger", async () => {
    const pieter = await world.signedIn("pieter");
    const statuses: number[] = [];
    for (let time = 0; time < 11; time++) {
      await world.sql("DELETE FROM rate_limit WHERE key LIKE 'request-email-change:%'");
      statuses.push((await ask(pieter, `vreemde-${time}@post.example`)).status);
    }
    expect(statuses).toEqual([...Array(10).fill(202), 429]);
    await drained(world, "email-change-mail");
  });

  it("voids password links that went to the old address", async () => {
    await world.browser().post("/api/v1/password-reset", { email: demoPeople.youssef.email });
    const reset = await tokenTo(world, demoPeople.youssef.email, "reset-password");
    const youssef = await world.signedIn("youssef");
    await ask(youssef, "youssef.nieuw@post.example");
    await confirm(await tokenTo(world, "youssef.nieuw@post.example", "email-change"));
    const answer = await world.browser().post("/api/v1/password-reset/confirm", { token: reset, password: STRONG });
    expect(answer.code).toBe("link-expired");
  });
});

describe("R-07 resetting a second factor", () => {
  const confirmReset = (token: string) => world.browser().post("/api/v1/second-factor/reset/confirm", { token });

  it("is offered by the application manager, and done by the owner with the link of a mail", async () => {
    const sanne = await world.signedIn("sanne");
    const path = `/api/v1/professionals/${demoPeople.sanne.accountId}/second-factor-reset`;
    const ruben = await world.signedIn("ruben");
    expect((await ruben.post(path)).code).toBe("not-found");
    const started = await sanne.post("/api/v1/second-factor", { password: DEMO_PASSWORD });
    const { totpUri } = started.body as { totpUri: string };
    expect((await sanne.post("/api/v1/second-factor/confirm", { code: codeOf(totpUri) })).status).toBe(204);
    expect((await (await world.signedIn("daan").catch(() => sanne)).post(path)).code).toBe("not-found");

    expect((await ruben.post(path)).status).toBe(202);
    const token = await tokenTo(world, demoPeople.sanne.email, "second-factor-reset");
    expect((await signIn(demoPeople.sanne.email)).body).toEqual({ state: "second-factor-required" });
    const answers = await Promise.all([confirmReset(token), confirmReset(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
    expect((await signIn(demoPeople.sanne.email)).body).toEqual({ state: "signed-in" });
    expect((await sanne.get("/api/v1/me")).code).toBe("not-signed-in");
    const lines = await world.sql(
      "SELECT action, actor_id FROM log_line WHERE action LIKE '%second-factor%' ORDER BY id",
    );
    expect(lines).toEqual([
      { action: "offered-second-factor-reset", actor_id: demoPeople.ruben.accountId },
      { action: "reset-second-factor", actor_id: demoPeople.sanne.accountId },
    ]);
    const told = await world.sql(
      "SELECT 1 FROM notification WHERE kind = 'second-factor-changed' AND account_id = $1",
      [demoPeople.sanne.accountId],
    );
    expect(told).toHaveLength(2);
  });

  it("is offered to a client by a secretary, who isn't told whether there is one; the client reads both in the contact history", async () => {
    const path = `/api/v1/clients/${demoPeople.lucas.accountId}/second-factor-reset`;
    await world.sql("UPDATE account SET roles = roles || '{secretary}' WHERE id = $1", [demoPeople.ruben.accountId]);
    const secretary = await world.signedIn("ruben");
    const lucas = await world.signedIn("lucas");
    expect((await secretary.post(path)).status).toBe(202);
    const started = await lucas.post("/api/v1/second-factor", { password: DEMO_PASSWORD });
    const { totpUri } = started.body as { totpUri: string };
    expect((await lucas.post("/api/v1/second-factor/confirm", { code: codeOf(totpUri) })).status).toBe(204);
    expect((await secretary.post(path)).status).toBe(202);
    const token = await tokenTo(world, demoPeople.lucas.email, "second-factor-reset");
    expect((await confirmReset(token)).status).toBe(204);
    expect((await signIn(demoPeople.lucas.email)).body).toEqual({ state: "signed-in" });
    const mails = world.mail.raw.filter(
      (raw) => raw.includes(demoPeople.lucas.email) && /second-factor-reset/.test(raw),
    );
    expect(mails).toHaveLength(1);
    const history = await (await world.signedIn("lucas")).get("/api/v1/own/contact-history");
    for (const action of ["offered-second-factor-reset", "reset-second-factor"])
      expect(history.text).toContain(`"${action}"`);
  });

  it("does nothing with a link that is made up", async () => {
    expect((await confirmReset("made-up-token-of-nobody")).code).toBe("link-expired");
  });
});
