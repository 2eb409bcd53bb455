import { Me, readInbox } from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { writeEmail } from "../src/sign-in/email-change-store.ts";
import { voidVerifications } from "../src/sign-in/sign-in-store.ts";
import { storeFactorResetToken, storeResetToken } from "../src/sign-in/verification-store.ts";
import type { Browser } from "./browser.ts";
import { until } from "./until.ts";
import { STRONG, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

let callers = 0;

/** Asks for a reset from an address of its own, and gives the token of the mail. */
async function askForToken(person: DemoName): Promise<string> {
  const { email } = demoPeople[person];
  const before = mailsTo(email).length;
  const browser = world.browser();
  browser.address = `192.0.2.${++callers}`;
  expect((await browser.post("/api/v1/password-reset", { email })).status).toBe(202);
  const mail = await until("the mail with the link", () => mailsTo(email)[before]);
  return /#token=([\w-]+)/.exec(mail.text ?? "")?.[1] ?? "";
}

const mailsTo = (email: string) =>
  world.mail.mails.filter(
    ({ to, subject }) => JSON.stringify(to).includes(email) && /nieuw wachtwoord|new password/i.test(subject ?? ""),
  );

const choose = (token: string, password: string) =>
  world.browser().post("/api/v1/password-reset/confirm", { token, password });

const signIn = (browser: Browser, person: DemoName, password: string) =>
  browser.post("/api/v1/sign-in", { email: demoPeople[person].email, password });

describe("a forgotten password", () => {
  it("is replaced with the link of a mail, once, and signs out everywhere", async () => {
    const stillSignedIn = await world.signedIn("emma");
    const token = await askForToken("emma");
    expect((await choose(token, STRONG)).status).toBe(204);
    expect((await stillSignedIn.get("/api/v1/me")).code).toBe("not-signed-in");
    expect((await signIn(world.browser(), "emma", DEMO_PASSWORD)).code).toBe("wrong-credentials");
    expect((await signIn(world.browser(), "emma", STRONG)).status).toBe(200);
    expect(await choose(token, `${STRONG} opnieuw`)).toMatchObject({ status: 410, code: "link-expired" });
  });

  it("is answered alike for an address that is not known, and that one gets no mail", async () => {
    const [known, unknown] = await Promise.all(
      [demoPeople.daan.email, "nobody@kring.example"].map((email) =>
        world.browser().post("/api/v1/password-reset", { email }),
      ),
    );
    const shape = (answer: typeof known) => ({
      status: answer?.status,
      text: answer?.text,
      headers: [...(answer?.headers ?? [])].filter(([name]) => !["date", "kring-request-id"].includes(name)),
    });
    expect(shape(known)).toMatchObject({ status: 202, text: "" });
    expect(shape(unknown)).toEqual(shape(known));
    await until("both jobs are done", async () => {
      const [row] = await world.sql(
        "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'password-reset' AND state <> 'completed'",
      );
      return row?.n === 0;
    });
    expect(mailsTo(demoPeople.daan.email)).toHaveLength(1);
    expect(mailsTo("nobody@kring.example")).toHaveLength(0);
  });

  it("sends one plain mail, that names nobody but its receiver", async () => {
    await askForToken("lucas");
    const mail = mailsTo(demoPeople.lucas.email).at(-1);
    expect(mail?.subject).toBe("Een nieuw wachtwoord voor GGZ Waterkant");
    expect(mail?.html).toContain("Dag Lucas Meijer,");
    expect(mail?.text).toContain("Dag Lucas Meijer,");
    expect(mail?.text).toMatch(/http:\/\/localhost:8080\/reset-password#token=[\w-]{43}\n/);
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@kring\.example>$/);
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  });

  it("keeps no token that a reader of the database could use", async () => {
    const token = await askForToken("noor");
    const kept = await world.sql(
      "SELECT jsonb_agg(v)::text || (SELECT jsonb_agg(j)::text FROM pgboss.job j) AS everything FROM verification v",
    );
    expect(String(kept[0]?.everything)).not.toContain(token);
    const [row] = await world.sql("SELECT identifier FROM verification ORDER BY created_at DESC LIMIT 1");
    expect((await choose(String(row?.identifier), STRONG)).code).toBe("link-expired");
  });

  it("keeps the link when the password was refused, and voids it after an hour", async () => {
    const token = await askForToken("ruben");
    expect(await choose(token, "welkom2026!")).toMatchObject({ status: 422, code: "weak-password" });
    expect(await choose(token, "ruben.mulder")).toMatchObject({ status: 422, code: "weak-password" });
    await world.sql("UPDATE verification SET expires_at = now() - interval '1 second'");
    expect(await choose(token, STRONG)).toMatchObject({ status: 410, code: "link-expired" });
  });

  it("works once, also when the link is used twice at the same time", async () => {
    const token = await askForToken("lucas");
    const answers = await Promise.all([choose(token, `${STRONG} een`), choose(token, `${STRONG} twee`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
    await world.setPassword("lucas", DEMO_PASSWORD);
  });

  it("works once, also when its mail goes twice", async () => {
    const token = await askForToken("emma");
    const [job] = await world.sql(
      "SELECT id, data FROM pgboss.job WHERE name = 'password-reset' ORDER BY created_on DESC LIMIT 1",
    );
    expect((await choose(token, STRONG)).status).toBe(204);
    // As when whoever sent it died before it was noted.
    await world.sql("UPDATE pgboss.job SET state = 'retry', start_after = now(), completed_on = NULL WHERE id = $1", [
      job?.id,
    ]);
    world.deps.jobs.nudge();
    await until("it is done", async () => {
      const [row] = await world.sql("SELECT state FROM pgboss.job WHERE id = $1", [job?.id]);
      return row === undefined || row.state === "completed";
    });
    expect(await choose(token, `${STRONG} opnieuw`)).toMatchObject({ status: 410, code: "link-expired" });
  });

  it("is mailed to no address that was given up while it was under way", async () => {
    const { db } = world.deps.database;
    const { email, accountId } = demoPeople.youssef;
    const [row] = await world.sql("SELECT sign_in_id AS id FROM account WHERE id = $1", [accountId]);
    const of = { signInId: String(row?.id), email, seconds: 3_600 };
    const changing = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const change = world.deps.database.change(async ({ db: one }) => {
      await writeEmail(one, of.signInId, "youssef.nieuw@post.example");
      await voidVerifications(one, of.signInId);
      changing.resolve();
      await goOn.promise;
    });
    await changing.promise;
    const stored = storeResetToken(db, { ...of, token: "one", askedAt: Date.now() });
    await until("it waits for the change", async () => {
      const waiting = await world.sql(
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
      );
      return waiting.length > 0;
    });
    goOn.resolve();
    await change;
    expect(await stored).toBe(false);
    expect(await storeFactorResetToken(db, { ...of, token: "two" })).toBe(false);
    expect(await world.sql("SELECT FROM verification WHERE value = $1", [of.signInId])).toEqual([]);
    await writeEmail(db, of.signInId, email);
  });

  it("voids older links when a new password was chosen", async () => {
    const older = await askForToken("youssef");
    const newer = await askForToken("youssef");
    expect(newer).not.toBe(older);
    expect((await choose(newer, STRONG)).status).toBe(204);
    expect((await choose(older, `${STRONG} opnieuw`)).code).toBe("link-expired");
  });

  it("opens nothing for who has no account to open", async () => {
    await world.sql("UPDATE account SET active = false WHERE id = $1", [demoPeople.pieter.accountId]);
    await world.browser().post("/api/v1/password-reset", { email: demoPeople.pieter.email });
    await until("the job is done", async () => {
      const [row] = await world.sql(
        "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'password-reset' AND state <> 'completed'",
      );
      return row?.n === 0;
    });
    expect(mailsTo(demoPeople.pieter.email)).toHaveLength(0);
  });

  it("can't be asked for without end, known or not", async () => {
    for (const [index, email] of [demoPeople.fatima.email, "somebody.else@kring.example"].entries()) {
      const caller = world.browser();
      caller.address = `192.0.2.${200 + index}`;
      const statuses: number[] = [];
      for (let time = 0; time < 6; time += 1)
        statuses.push((await caller.post("/api/v1/password-reset", { email })).status);
      expect(statuses).toEqual([202, 202, 202, 202, 429, 429]);
    }
  });
});

describe("changing one's password", () => {
  it("ends every other session, keeps this one, and tells by inbox and mail", async () => {
    const here = await world.signedIn("sanne");
    const elsewhere = await world.signedIn("sanne");
    const { sessionId } = (await here.get("/api/v1/me")).as(Me);
    const changed = await here.post("/api/v1/password", { current: DEMO_PASSWORD, password: STRONG });
    expect(changed.status).toBe(204);
    expect((await elsewhere.get("/api/v1/me")).code).toBe("not-signed-in");
    expect((await here.get("/api/v1/me")).as(Me).sessionId).toBe(sessionId);
    const inbox = (await here.get("/api/v1/inbox")).as(readInbox.response);
    expect(inbox).toMatchObject({
      unread: 1,
      notifications: [{ kind: "password-changed", link: "/profile/security" }],
    });
    const mail = await until("the mail", () =>
      world.mail.mails.find(({ subject }) => subject === "Je toegang tot GGZ Waterkant is gewijzigd"),
    );
    expect(mail.text).toContain("Je wachtwoord is gewijzigd");
  });

  it("needs the present one", async () => {
    const daan = await world.signedIn("daan");
    const answer = await daan.post("/api/v1/password", { current: "not the password", password: STRONG });
    expect(answer).toMatchObject({ status: 401, code: "wrong-credentials" });
    expect((await signIn(world.browser(), "daan", DEMO_PASSWORD)).status).toBe(200);
  });

  it.each(["1234567890", "aaaaaaaaaaaa", "abcdefghijkl", "Welkom2026!", "daan.visser", "DaanVisser1", "kring-daan-1"])(
    "refuses %s",
    async (password) => {
      const daan = await world.signedIn("daan");
      expect(await daan.post("/api/v1/password", { current: DEMO_PASSWORD, password })).toMatchObject({
        status: 422,
        code: "weak-password",
      });
    },
  );

  it("never takes the password of the demo outside the demo", async () => {
    const production = await startWorld({ demo: false });
    await production.setPassword("emma", STRONG);
    const emma = await production.signedIn("emma", STRONG);
    const answer = await emma.post("/api/v1/password", { current: STRONG, password: DEMO_PASSWORD });
    expect(answer).toMatchObject({ status: 403, code: "demo-only" });
    await production.stop();
  });

  it("keeps a password as argon2id, at the cost that OWASP advises", async () => {
    const ruben = await world.signedIn("ruben");
    const changed = await ruben.post("/api/v1/password", { current: DEMO_PASSWORD, password: STRONG });
    expect(changed.status).toBeLessThan(300);
    const rows = await world.sql(
      `SELECT split_part(password, '$', 2) AS kind, split_part(password, '$', 4) AS cost FROM credential
       WHERE sign_in_id = (SELECT sign_in_id FROM account WHERE id = $1)`,
      [demoPeople.ruben.accountId],
    );
    expect(rows).toEqual([{ kind: "argon2id", cost: "m=19456,t=2,p=1" }]);
  });
});
