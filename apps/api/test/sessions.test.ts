import { FeedPage, issueToken, listSessions, Me } from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { createTokenVerifier } from "@kring/service-kit";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { sweepSessions } from "../src/session/index.ts";
import type { Browser } from "./browser.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const sessionOf = async (person: Browser) => (await person.get("/api/v1/me")).as(Me).sessionId;
const sessionsOf = async (person: Browser) => (await person.get("/api/v1/sessions")).as(listSessions.response).sessions;

/** Resolves when the feed tells that these sessions, and no others of those given, have ended. */
async function toldAsEnded(...ids: string[]): Promise<void> {
  await until("the end of the sessions is told", async () => {
    const answer = await world.browser().get("/internal/v1/events?types=session-ended.v1&limit=500", {
      authorization: `Bearer ${world.config.internalToken}`,
    });
    const told = answer.as(FeedPage).events.map(({ payload }) => payload);
    return ids.every((sessionId) => told.some((payload) => JSON.stringify(payload) === JSON.stringify({ sessionId })));
  });
}

describe("one's sessions", () => {
  it("are listed with their devices, and say which one is this", async () => {
    const here = await world.signedIn("sanne");
    const phone = world.browser();
    phone.userAgent =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
    await phone.post("/api/v1/sign-in", { email: demoPeople.sanne.email, password: "kring-demo-2026" });
    const sessions = await sessionsOf(here);
    expect(sessions.map(({ device, current }) => [device, current])).toEqual(
      expect.arrayContaining([
        ["Firefox, Linux", true],
        ["Safari, iPhone", false],
      ]),
    );
    expect(sessions).toHaveLength(2);
    expect(sessions[0]?.expiresAt).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  });

  it("are nobody else's", async () => {
    const emma = await world.signedIn("emma");
    const daan = await world.signedIn("daan");
    const foreign = await emma.delete(`/api/v1/sessions/${await sessionOf(daan)}`);
    expect(foreign).toMatchObject({ status: 404, code: "not-found" });
    expect((await daan.get("/api/v1/me")).status).toBe(200);
    expect(await sessionsOf(emma)).toHaveLength(1);
  });
});

describe("the end of a session", () => {
  it("is told when one is revoked", async () => {
    const here = await world.signedIn("fatima");
    const lost = await world.signedIn("fatima");
    const id = await sessionOf(lost);
    expect((await here.delete(`/api/v1/sessions/${id}`)).status).toBe(204);
    expect((await lost.get("/api/v1/me")).code).toBe("not-signed-in");
    expect((await here.delete(`/api/v1/sessions/${id}`)).code).toBe("not-found");
    await toldAsEnded(id);
  });

  it("is told for every other session at once, and spares this one", async () => {
    const here = await world.signedIn("pieter");
    const others = [await world.signedIn("pieter"), await world.signedIn("pieter")];
    const ids = await Promise.all(others.map(sessionOf));
    expect((await here.delete("/api/v1/sessions")).status).toBe(204);
    await toldAsEnded(...ids);
    expect(await sessionsOf(here)).toHaveLength(1);
    expect((await here.get("/api/v1/me")).status).toBe(200);
  });

  it("is told after signing out", async () => {
    const youssef = await world.signedIn("youssef");
    const id = await sessionOf(youssef);
    await youssef.post("/api/v1/sign-out");
    await toldAsEnded(id);
  });

  it("is told when its time is over, although nobody asks", async () => {
    const noor = await world.signedIn("noor");
    const id = await sessionOf(noor);
    await world.sql("UPDATE session SET expires_at = now() - interval '1 second' WHERE id = $1", [id]);
    expect((await noor.get("/api/v1/me")).code).toBe("not-signed-in");
    const ruben = await world.signedIn("ruben");
    const unasked = await sessionOf(ruben);
    await world.sql("UPDATE session SET expires_at = now() - interval '1 second' WHERE id = $1", [unasked]);
    await sweepSessions(world.deps.database);
    await toldAsEnded(id, unasked);
  });

  it("is told whatever deletes it, in the same transaction", async () => {
    const lucas = await world.signedIn("lucas");
    const id = await sessionOf(lucas);
    const told = "SELECT count(*)::int AS n FROM outbox WHERE payload ->> 'sessionId' = $1";
    await world.sql(
      "DO $$ BEGIN DELETE FROM session WHERE account_id = '00000000-0000-4000-8000-000000000022'; RAISE EXCEPTION 'undone'; EXCEPTION WHEN raise_exception THEN NULL; END $$",
    );
    expect(await world.sql(told, [id])).toEqual([{ n: 0 }]);
    expect((await lucas.get("/api/v1/me")).status).toBe(200);
    await world.sql("DELETE FROM session WHERE id = $1", [id]);
    expect(await world.sql(told, [id])).toEqual([{ n: 1 }]);
  });
});

describe("a token", () => {
  const verifier = async () => {
    const pem = Buffer.from(inject("servers").secrets.tokenPublicKey, "base64").toString("utf8");
    return createTokenVerifier([pem]);
  };

  it("names account, kind and session, for five minutes", async () => {
    const emma = await world.signedIn("emma");
    const { token, expiresAt } = (await emma.post("/api/v1/token")).as(issueToken.response);
    const verified = await (await verifier())(token);
    expect(verified.claims).toEqual({
      accountId: demoPeople.emma.accountId,
      sessionId: await sessionOf(emma),
      kind: "client",
    });
    expect(verified.expiresAt).toBe(expiresAt);
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(300_000);
    expect(expiresAt - Date.now()).toBeGreaterThan(200_000);
  });

  it("does not outlive its session", async () => {
    const emma = await world.signedIn("emma");
    const id = await sessionOf(emma);
    await world.sql("UPDATE session SET expires_at = now() + interval '90 seconds', updated_at = now() WHERE id = $1", [
      id,
    ]);
    // A session in use is prolonged; one that can't be is what this is about.
    await world.sql(
      "CREATE FUNCTION keep_expiry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.expires_at = OLD.expires_at; RETURN NEW; END $$",
    );
    await world.sql("CREATE TRIGGER keep_expiry BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION keep_expiry()");
    const { expiresAt } = (await emma.post("/api/v1/token")).as(issueToken.response);
    await world.sql("DROP TRIGGER keep_expiry ON session");
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(90_000);
  });

  it("follows the account that the session acts as", async () => {
    const clientSide = "22222222-2222-4222-8222-222222222222";
    await world.sql(
      "INSERT INTO account (id, sign_in_id, kind, name) SELECT $1, sign_in_id, 'client', 'D.' FROM account WHERE id = $2",
      [clientSide, demoPeople.daan.accountId],
    );
    const daan = await world.signedIn("daan");
    await daan.put("/api/v1/me", { accountId: clientSide });
    const { token } = (await daan.post("/api/v1/token")).as(issueToken.response);
    expect((await (await verifier())(token)).claims).toMatchObject({ accountId: clientSide, kind: "client" });
  });
});
