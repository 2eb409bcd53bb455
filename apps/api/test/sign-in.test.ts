import { Me } from "@kring/domain/contract";
import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer, Browser } from "./browser.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const signIn = (person: Browser, email: string, password: string) =>
  person.post("/api/v1/sign-in", { email, password });

/** An answer without what is new each time. */
function shapeOf({ status, headers, body }: Answer) {
  const varying = new Set(["date", "kring-request-id", "content-length", "retry-after"]);
  const { requestId: _, retryAfterMs: __, ...rest } = body as Record<string, unknown>;
  return { status, headers: [...headers].filter(([name]) => !varying.has(name)), body: rest };
}

describe("signing in", () => {
  it("opens a session and says who one is", async () => {
    const sanne = world.browser();
    const answer = await signIn(sanne, ` ${demoPeople.sanne.email.toUpperCase()} `, DEMO_PASSWORD);
    expect(answer).toMatchObject({ status: 200, body: { state: "signed-in" } });
    expect(answer.text).not.toContain(demoPeople.sanne.email);
    const me = (await sanne.get("/api/v1/me")).as(Me);
    expect(me).toMatchObject({
      account: { id: demoPeople.sanne.accountId, name: "Sanne Bakker", kind: "professional", roles: ["therapist"] },
      accounts: [{ kind: "professional" }],
      demo: true,
      organisation: "GGZ Waterkant",
      email: demoPeople.sanne.email,
      language: "nl",
      secondFactor: { on: false, required: false },
    });
  });

  it("keeps the cookie from scripts and from other sites", async () => {
    const answer = await signIn(world.browser(), demoPeople.emma.email, DEMO_PASSWORD);
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^kring-session=/);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie).toContain("Path=/");
    expect(cookie).not.toContain("Domain");
  });

  it("gives one answer for an unknown address, a wrong password and a deactivated account", async () => {
    await world.sql("UPDATE account SET active = false WHERE id = $1", [demoPeople.lucas.accountId]);
    const unknown = shapeOf(await signIn(world.browser(), "nobody@kring.example", "not the password"));
    const wrong = shapeOf(await signIn(world.browser(), demoPeople.daan.email, "not the password"));
    const deactivated = shapeOf(await signIn(world.browser(), demoPeople.lucas.email, DEMO_PASSWORD));
    expect(unknown).toMatchObject({ status: 401, body: { code: "wrong-credentials" } });
    expect(wrong).toEqual(unknown);
    expect(deactivated).toEqual(unknown);
    await world.sql("UPDATE account SET active = true WHERE id = $1", [demoPeople.lucas.accountId]);
  });

  it("signs out whose account is deactivated meanwhile", async () => {
    const noor = await world.signedIn("noor");
    await world.sql("UPDATE account SET active = false WHERE id = $1", [demoPeople.noor.accountId]);
    expect((await noor.get("/api/v1/me")).code).toBe("not-signed-in");
    await world.sql("UPDATE account SET active = true WHERE id = $1", [demoPeople.noor.accountId]);
  });

  it("ends the session that the browser still held", async () => {
    const daan = await world.signedIn("daan");
    const held = daan.cookies.get("kring-session") ?? "";
    await signIn(daan, demoPeople.daan.email, DEMO_PASSWORD);
    const old = world.browser();
    old.cookies.set("kring-session", held);
    expect((await old.get("/api/v1/me")).code).toBe("not-signed-in");
    expect((await daan.get("/api/v1/me")).status).toBe(200);
  });

  it("is undone by signing out", async () => {
    const emma = await world.signedIn("emma");
    const held = emma.cookies.get("kring-session") ?? "";
    expect((await emma.post("/api/v1/sign-out")).status).toBe(204);
    expect([...emma.cookies.keys()]).toEqual(["kring-device"]);
    emma.cookies.set("kring-session", held);
    expect((await emma.get("/api/v1/me")).code).toBe("not-signed-in");
  });

  it("lets nobody change what the cookie says", async () => {
    const emma = await world.signedIn("emma");
    const [token] = decodeURIComponent(emma.cookies.get("kring-session") ?? "").split(".");
    emma.cookies.set("kring-session", encodeURIComponent(`${token}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`));
    expect((await emma.get("/api/v1/me")).code).toBe("not-signed-in");
  });
});

describe("attempts on one address", () => {
  async function tryUntilRefused(email: string, address: string): Promise<Answer[]> {
    const guesser = world.browser();
    guesser.address = address;
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(guesser, email, "a guess at it")));
    return answers;
  }

  it("are limited alike for a known and an unknown one, and keep nobody else out", async () => {
    const known = await tryUntilRefused(demoPeople.pieter.email, "198.51.100.1");
    const unknown = await tryUntilRefused("who.is.this@kring.example", "198.51.100.2");
    const counts = (answers: Answer[]) => answers.map(({ status }) => status).sort();
    expect(counts(known)).toEqual([...Array(10).fill(401), 429, 429]);
    expect(counts(unknown)).toEqual(counts(known));
    const refused = (answers: Answer[]) => answers.filter(({ status }) => status === 429).map(shapeOf);
    expect(refused(unknown)).toEqual(refused(known));
    const pieter = world.browser();
    pieter.address = "198.51.100.3";
    expect((await signIn(pieter, demoPeople.pieter.email, DEMO_PASSWORD)).status).toBe(200);
  });

  it("that succeed are not held against their owner", async () => {
    for (let time = 0; time < 14; time += 1) {
      const youssef = world.browser();
      youssef.address = `198.51.100.${100 + (time % 3)}`;
      expect((await signIn(youssef, demoPeople.youssef.email, DEMO_PASSWORD)).status).toBe(200);
    }
  });
});

describe("a browser from which an address got in before", () => {
  let networks = 0;
  const elsewhere = () => `203.0.113.${networks++}`;

  /** Ten wrong passwords from each of seven networks. */
  async function keepOut(email: string): Promise<void> {
    const strangers = Array.from({ length: 7 }, () => Object.assign(world.browser(), { address: elsewhere() }));
    const guesses = strangers.flatMap((stranger) =>
      Array.from({ length: 10 }, () => signIn(stranger, email, "a guess")),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  }

  it("lets its owners in while strangers have used up all attempts, and nobody else", async () => {
    const { email } = demoPeople.lucas;
    const shared = world.browser();
    for (const person of [email, demoPeople.noor.email])
      expect((await signIn(shared, person, DEMO_PASSWORD)).status).toBe(200);
    expect((await shared.post("/api/v1/sign-out")).status).toBe(204);
    const foreign = await world.signedIn("daan");
    const copy = world.browser();
    const [first = ""] = shared.cookies.get("kring-device") ?? "";
    copy.cookies.set("kring-device", `${first}${(foreign.cookies.get("kring-device") ?? "").slice(1)}`);

    await keepOut(email);
    for (const stranger of [world.browser(), foreign, copy])
      expect((await signIn(stranger, email, DEMO_PASSWORD)).code).toBe("too-many-requests");
    shared.address = elsewhere();
    expect((await signIn(shared, email, DEMO_PASSWORD)).status).toBe(200);
  });

  it("has a limit of its own, wherever it is", async () => {
    const ruben = await world.signedIn("ruben");
    const codes: (string | undefined)[] = [];
    for (let time = 0; time < 12; time += 1) {
      ruben.address = elsewhere();
      codes.push((await signIn(ruben, demoPeople.ruben.email, "a guess at it")).code);
    }
    expect(codes).toEqual([...Array(10).fill("wrong-credentials"), "too-many-requests", "too-many-requests"]);
    await world.signedIn("ruben");
  });

  it("is known by a cookie out of reach of scripts, that looks the same whoever and however many got in", async () => {
    const browser = world.browser();
    const answer = await signIn(browser, demoPeople.sanne.email, DEMO_PASSWORD);
    const line = answer.headers.getSetCookie().find((one) => one.startsWith("kring-device="));
    expect(line).toMatch(/^kring-device=[\w-]{107}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/);
    for (const person of ["emma", "daan", "noor", "youssef", "pieter"] as const) {
      expect((await signIn(browser, demoPeople[person].email, DEMO_PASSWORD)).status).toBe(200);
      expect(browser.cookies.get("kring-device")).toMatch(/^[\w-]{107}$/);
    }
    const wrong = await signIn(world.browser(), demoPeople.sanne.email, "not the password");
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });
});

describe("outside the demo", () => {
  it("refuses the password of the demo, and hardens the cookie over HTTPS", async () => {
    const production = await startWorld({ demo: false, publicOrigin: "https://kring.example" });
    const sanne = production.browser();
    for (const email of [demoPeople.sanne.email, "nobody@kring.example"]) {
      expect(await signIn(sanne, email, DEMO_PASSWORD)).toMatchObject({ status: 403, code: "demo-only" });
    }
    await production.setPassword("emma", "negen blauwe paarden");
    const answer = await signIn(sanne, demoPeople.emma.email, "negen blauwe paarden");
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-kring-session=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(answer.headers.getSetCookie()[1]).toMatch(
      /^__Host-kring-device=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect((await sanne.get("/api/v1/me")).as(Me).demo).toBe(false);
    await production.stop();
  });
});

describe("several accounts in one sign-in", () => {
  it("are switched between, and share nothing else", async () => {
    const clientSide = "11111111-1111-4111-8111-111111111111";
    await world.sql(
      `INSERT INTO account (id, sign_in_id, kind, name)
       SELECT $1, sign_in_id, 'client', 'D. Visser' FROM account WHERE id = $2`,
      [clientSide, demoPeople.daan.accountId],
    );
    const daan = await world.signedIn("daan");
    const me = (await daan.get("/api/v1/me")).as(Me);
    expect(me.account.kind).toBe("professional");
    expect(me.accounts.map(({ kind }) => kind)).toEqual(["professional", "client"]);
    const elsewhere = await world.signedIn("daan");

    const switched = (await daan.put("/api/v1/me", { accountId: clientSide })).as(Me);
    expect(switched.account).toMatchObject({ id: clientSide, kind: "client", name: "D. Visser", roles: [] });
    expect((await daan.get("/api/v1/me")).as(Me).account.id).toBe(clientSide);
    expect((await elsewhere.get("/api/v1/me")).as(Me).account.kind).toBe("professional");
    expect((await daan.get("/api/v1/links")).status).toBe(200);
  });

  it("does not switch to an account of somebody else, nor to one that is deactivated", async () => {
    const ruben = await world.signedIn("ruben");
    const answer = await ruben.put("/api/v1/me", { accountId: demoPeople.emma.accountId });
    expect(answer).toMatchObject({ status: 404, code: "not-found" });
    const absent = await ruben.put("/api/v1/me", { accountId: "11111111-1111-4111-8111-11111111ffff" });
    expect(shapeOf(absent)).toEqual(shapeOf(answer));
  });

  it("changes the language of the sign-in", async () => {
    const ruben = await world.signedIn("ruben");
    expect((await ruben.put("/api/v1/me", { language: "en" })).as(Me).language).toBe("en");
    expect((await ruben.get("/api/v1/me")).as(Me).language).toBe("en");
  });
});
