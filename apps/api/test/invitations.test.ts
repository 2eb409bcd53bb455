import { type AccountId, acceptInvitation, createClient, Me, readInvitation } from "@kring/domain/contract";
import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { drained, mailsTo, tokenTo } from "./mailed.ts";
import { STRONG, startWorld, type World } from "./world.ts";

let world: World;
let noor: Browser;
beforeAll(async () => {
  world = await startWorld();
  noor = await world.signedIn("noor");
});

let made = 0;
/** Noor creates a client account for this address. */
async function invite(email: string, name = "Iris Vermeulen"): Promise<AccountId> {
  const body = { name, email, born: "1990-05-01", clientNumber: `I-${++made}` };
  return (await noor.post("/api/v1/clients", body)).as(createClient.response).id;
}

const read = (token: string) => world.browser().post(readInvitation.path, { token });
const accept = (token: string, password = STRONG) => world.browser().post(acceptInvitation.path, { token, password });
const signIn = async (email: string, password = STRONG) => {
  const browser = world.browser();
  return { browser, answer: await browser.post("/api/v1/sign-in", { email, password }) };
};

describe("R-08 an invitation", () => {
  it("comes by a mail that names the organisation and nobody else", async () => {
    await invite("iris.mail@post.example");
    await tokenTo(world, "iris.mail@post.example", "invitation");
    const [mail] = mailsTo(world, "iris.mail@post.example", /invitation/);
    expect(mail?.subject).toBe("Je account bij GGZ Waterkant");
    expect(mail?.text).toContain("Dag,");
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Iris|Vermeulen|Noor/);
  });

  it("says what it is for, and activates the account with a password of one's own", async () => {
    const id = await invite("iris.own@post.example");
    const token = await tokenTo(world, "iris.own@post.example", "invitation");
    expect((await read(token)).as(readInvitation.response)).toEqual({
      organisation: "GGZ Waterkant",
      name: "Iris Vermeulen",
      kind: "client",
      password: "choose",
      language: "nl",
    });
    expect((await accept(token, "welkom2026!")).code).toBe("weak-password");
    expect((await accept(token)).status).toBe(204);
    const { browser, answer } = await signIn("iris.own@post.example");
    expect(answer.body).toEqual({ state: "signed-in" });
    expect((await browser.get("/api/v1/me")).as(Me).account).toMatchObject({ id, kind: "client" });
    const lines = await world.sql("SELECT action, ground FROM log_line WHERE client_id = $1 ORDER BY id", [id]);
    expect(lines).toEqual([
      { action: "created-client", ground: "secretary" },
      { action: "activated-account", ground: "own-account" },
    ]);
  });

  it("is mailed, sent again and opened in the language that its inviter chose, else in the inviter's own; a new sign-in begins in it", async () => {
    const email = "iris.in.english@post.example";
    const body = { name: "Iris Vermeulen", email, born: "1990-05-01", clientNumber: "I-english", language: "en" };
    const { id } = (await noor.post("/api/v1/clients", body)).as(createClient.response);
    await tokenTo(world, email, "invitation");
    expect((await noor.post(`/api/v1/clients/${id}/invitation`)).status).toBe(202);
    const token = await tokenTo(world, email, "invitation", 1);
    expect(mailsTo(world, email, /Activate your account/)).toHaveLength(2);
    expect((await read(token)).as(readInvitation.response)).toMatchObject({ language: "en" });
    expect((await accept(token)).status).toBe(204);
    const { browser } = await signIn(email);
    expect((await browser.get("/api/v1/me")).as(Me)).toMatchObject({ language: "en" });

    await noor.put("/api/v1/me", { language: "en" });
    await invite("iris.own.language@post.example");
    await noor.put("/api/v1/me", { language: "nl" });
    await tokenTo(world, "iris.own.language@post.example", "invitation");
    expect(mailsTo(world, "iris.own.language@post.example", /Activate your account/)).toHaveLength(1);
  });

  it("gives a new sign-in the language in which the invitation was read", async () => {
    await invite("iris.english@post.example");
    const token = await tokenTo(world, "iris.english@post.example", "invitation");
    const given = { token, password: STRONG, language: "en" };
    expect((await world.browser().post(acceptInvitation.path, given)).status).toBe(204);
    const { browser } = await signIn("iris.english@post.example");
    expect((await browser.get("/api/v1/me")).as(Me)).toMatchObject({ language: "en" });
  });

  it("works once: the second use, and one of two at the same time, are refused", async () => {
    await invite("iris.once@post.example");
    const token = await tokenTo(world, "iris.once@post.example", "invitation");
    const answers = await Promise.all([accept(token), accept(token, `${STRONG} anders`)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await accept(token)).toMatchObject({ status: 410, code: "link-expired" });
    expect(await read(token)).toMatchObject({ status: 410, code: "link-expired" });
  });

  it("works for fourteen days", async () => {
    const id = await invite("iris.late@post.example");
    const token = await tokenTo(world, "iris.late@post.example", "invitation");
    const [row] = await world.sql("SELECT expires_at - sent_at AS lasts FROM invitation WHERE account_id = $1", [id]);
    expect(row?.lasts).toMatchObject({ days: 14 });
    await world.sql("UPDATE invitation SET expires_at = now() - interval '1 second' WHERE account_id = $1", [id]);
    expect((await accept(token)).code).toBe("link-expired");
  });

  it("that is sent again voids the one before; one that is withdrawn opens nothing", async () => {
    const id = await invite("iris.again@post.example");
    const older = await tokenTo(world, "iris.again@post.example", "invitation");
    expect((await noor.post(`/api/v1/clients/${id}/invitation`)).status).toBe(202);
    const newer = await tokenTo(world, "iris.again@post.example", "invitation", 1);
    expect(newer).not.toBe(older);
    expect((await accept(older)).code).toBe("link-expired");
    expect((await read(newer)).status).toBe(200);
    expect((await noor.delete(`/api/v1/clients/${id}/invitation`)).status).toBe(204);
    expect((await accept(newer)).code).toBe("link-expired");
    expect((await noor.delete(`/api/v1/clients/${id}/invitation`)).code).toBe("not-found");
  });

  it("is kept nowhere in a form that a reader of the database could use", async () => {
    await invite("iris.hash@post.example");
    const token = await tokenTo(world, "iris.hash@post.example", "invitation");
    const [row] = await world.sql(
      "SELECT (SELECT jsonb_agg(i)::text FROM invitation i) || (SELECT jsonb_agg(j)::text FROM pgboss.job j) AS kept",
    );
    expect(String(row?.kept)).not.toContain(token);
    const [kept] = await world.sql("SELECT token_hash FROM invitation ORDER BY sent_at DESC LIMIT 1");
    expect((await accept(String(kept?.token_hash))).code).toBe("link-expired");
    expect(world.logs()).not.toContain(token);
    expect(world.logs()).not.toContain("iris.hash");
  });
});

describe("R-08 an address that has a sign-in already", () => {
  it("adds the account to it with its password, and keeps everything else as it is", async () => {
    const { email } = demoPeople.daan;
    const id = await invite(email, "Daan Visser");
    const token = await tokenTo(world, email, "invitation");
    expect((await read(token)).as(readInvitation.response).password).toBe("existing");
    expect((await accept(token, STRONG)).code).toBe("wrong-credentials");
    expect((await accept(token, DEMO_PASSWORD)).status).toBe(204);
    const me = (await (await world.signedIn("daan")).get("/api/v1/me")).as(Me);
    expect(me.accounts.map(({ kind }) => kind).sort()).toEqual(["client", "professional"]);
    expect(me.accounts.map((own) => own.id)).toContain(id);
  });

  it("is answered like an unknown one to the secretary who creates the account", async () => {
    const answers = await Promise.all(
      [demoPeople.fatima.email, "nobody@post.example"].map((email, index) =>
        noor.post("/api/v1/clients", { name: "Twin", email, born: "1990-05-01", clientNumber: `T-${index}` }),
      ),
    );
    const shape = (answer: (typeof answers)[number] | undefined) => ({
      status: answer?.status,
      keys: Object.keys(answer?.body ?? {}),
      headers: [...(answer?.headers.keys() ?? [])].sort(),
    });
    expect(shape(answers[0])).toMatchObject({ status: 201, keys: ["id"] });
    expect(shape(answers[1])).toEqual(shape(answers[0]));
  });

  it("can't be tried without end", async () => {
    await invite(demoPeople.sanne.email, "Sanne Bakker");
    const token = await tokenTo(world, demoPeople.sanne.email, "invitation");
    const guesser = world.browser();
    const codes: (string | undefined)[] = [];
    for (let time = 0; time < 11; time += 1) {
      codes.push((await guesser.post(acceptInvitation.path, { token, password: `guess number ${time}` })).code);
    }
    expect(codes.at(0)).toBe("wrong-credentials");
    expect(codes.at(-1)).toBe("too-many-requests");
  });

  it("holds one account of a kind: a second one can't be added, and only the log says why", async () => {
    const id = await invite("iris.moves@post.example");
    const token = await tokenTo(world, "iris.moves@post.example", "invitation");
    await world.sql("UPDATE sign_in SET email = 'iris.moves@post.example' WHERE email = $1", [demoPeople.emma.email]);
    expect(await accept(token, DEMO_PASSWORD)).toMatchObject({ status: 410, code: "link-expired" });
    await world.sql("UPDATE sign_in SET email = $1 WHERE email = 'iris.moves@post.example'", [demoPeople.emma.email]);
    expect((await accept(token)).code).toBe("link-expired");
    const lines = await world.sql(
      "SELECT action, actor_id FROM log_line WHERE client_id = $1 ORDER BY id DESC LIMIT 1",
      [id],
    );
    expect(lines).toEqual([{ action: "withdrew-invitation", actor_id: null }]);
  });
});

describe("R-07 nobody seizes an account", () => {
  it("by the link that went to a wrong address: correcting it voids that link", async () => {
    const id = await invite("iris.typo@post.example");
    const wrong = await tokenTo(world, "iris.typo@post.example", "invitation");
    const corrected = await noor.put(`/api/v1/clients/${id}/details`, { email: "iris.right@post.example" });
    expect(corrected.body).toMatchObject({ email: "iris.right@post.example" });
    expect((await accept(wrong)).code).toBe("link-expired");
    const right = await tokenTo(world, "iris.right@post.example", "invitation");
    expect((await accept(right)).status).toBe(204);
    expect((await signIn("iris.right@post.example")).answer.status).toBe(200);
    expect((await signIn("iris.typo@post.example")).answer.code).toBe("wrong-credentials");
  });

  it("as a secretary, once the owner has activated it", async () => {
    const { accountId: emma, email } = demoPeople.emma;
    for (const send of [
      () => noor.put(`/api/v1/clients/${emma}/details`, { email: "noor.smit+emma@kring.example" }),
      () => noor.post(`/api/v1/clients/${emma}/invitation`),
      () => noor.delete(`/api/v1/clients/${emma}/invitation`),
    ]) {
      expect(await send()).toMatchObject({ status: 409, code: "already-activated" });
    }
    const details = await noor.get(`/api/v1/clients/${emma}/details`);
    expect(details.body).toMatchObject({ email });
  });

  it("when correcting and activating race: either the owner has it or the old link is void", async () => {
    const id = await invite("iris.race@post.example");
    const token = await tokenTo(world, "iris.race@post.example", "invitation");
    const [activated, corrected] = await Promise.all([
      accept(token),
      noor.put(`/api/v1/clients/${id}/details`, { email: "iris.race2@post.example" }),
    ]);
    if (activated.status === 204) expect(corrected.code).toBe("already-activated");
    else {
      expect(activated.code).toBe("link-expired");
      expect(corrected.status).toBe(200);
    }
  });

  it("with the token of another kind of mail", async () => {
    await invite("iris.kind@post.example");
    const token = await tokenTo(world, "iris.kind@post.example", "invitation");
    for (const path of ["/api/v1/email/confirm", "/api/v1/second-factor/reset/confirm"]) {
      expect((await world.browser().post(path, { token })).code).toBe("link-expired");
    }
    const reset = await world.browser().post("/api/v1/password-reset/confirm", { token, password: STRONG });
    expect(reset.code).toBe("link-expired");
    await drained(world, "invitation-mail");
  });
});
