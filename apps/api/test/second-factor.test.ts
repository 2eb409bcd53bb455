import { Me, renewRecoveryCodes, startSecondFactor } from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { codeOf } from "./totp.ts";
import { until } from "./until.ts";
import { STRONG, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const start = async (person: Browser, password = DEMO_PASSWORD) =>
  (await person.post("/api/v1/second-factor", { password })).as(startSecondFactor.response);
const confirm = (person: Browser, code: string) => person.post("/api/v1/second-factor/confirm", { code });
const finish = (person: Browser, code: string, kind = "totp") =>
  person.post("/api/v1/sign-in/second-factor", { code, kind });

/** Sets up a second factor; gives the address of the app and the recovery codes. */
async function setUp(person: DemoName) {
  const browser = await world.signedIn(person);
  const made = await start(browser);
  const confirmed = await confirm(browser, codeOf(made.totpUri, -1));
  // The half minute of the code may end on its way.
  const { status } = confirmed.code === "wrong-code" ? await confirm(browser, codeOf(made.totpUri, -1)) : confirmed;
  expect(status).toBe(204);
  return { browser, ...made };
}

async function firstStep(person: DemoName): Promise<Browser> {
  const browser = world.browser();
  const answer = await browser.post("/api/v1/sign-in", { email: demoPeople[person].email, password: DEMO_PASSWORD });
  expect(answer.body).toEqual({ state: "second-factor-required" });
  return browser;
}

describe("setting up a second factor", () => {
  it("asks for the password, proves the app, keeps the session and tells", async () => {
    const sanne = await world.signedIn("sanne");
    const { sessionId } = (await sanne.get("/api/v1/me")).as(Me);
    expect((await sanne.post("/api/v1/second-factor", { password: "not the password" })).code).toBe(
      "wrong-credentials",
    );
    const { totpUri, recoveryCodes } = await start(sanne);
    expect(totpUri).toMatch(/^otpauth:\/\/totp\/Kring/);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-hjkmnp-tv-z2-9]{5}-[a-hjkmnp-tv-z2-9]{5}$/);
    expect((await sanne.get("/api/v1/me")).as(Me).secondFactor.on).toBe(false);

    const right = codeOf(totpUri);
    const wrong = right === "123456" ? "654321" : "123456";
    expect((await confirm(sanne, wrong)).code).toBe("wrong-code");
    expect((await sanne.get("/api/v1/me")).as(Me).secondFactor.on).toBe(false);
    expect((await confirm(sanne, right)).status).toBe(204);
    expect((await sanne.get("/api/v1/me")).as(Me)).toMatchObject({ sessionId, secondFactor: { on: true } });
    expect((await sanne.post("/api/v1/second-factor", { password: DEMO_PASSWORD })).code).toBe("already-done");
    await until("the mail", () => world.mail.mails.find(({ text }) => text?.includes("tweede stap")));
  });

  it("ends the sessions that opened without one, but not this", async () => {
    const held = await world.signedIn("daan");
    const { browser } = await setUp("daan");
    expect((await held.get("/api/v1/me")).code).toBe("not-signed-in");
    expect((await browser.get("/api/v1/me")).status).toBe(200);
    await browser.post("/api/v1/second-factor/remove", { password: DEMO_PASSWORD });
  });

  it("asks nothing at sign-in before it was finished", async () => {
    const noor = await world.signedIn("noor");
    await start(noor);
    const again = await world
      .browser()
      .post("/api/v1/sign-in", { email: demoPeople.noor.email, password: DEMO_PASSWORD });
    expect(again.body).toEqual({ state: "signed-in" });
  });

  it("keeps secret and recovery codes encrypted", async () => {
    const { totpUri, recoveryCodes } = await setUp("lucas");
    const [row] = await world.sql("SELECT jsonb_agg(s)::text AS kept FROM second_factor s");
    const secret = new URL(totpUri).searchParams.get("secret") ?? "none";
    for (const hidden of [secret, ...recoveryCodes]) expect(String(row?.kept)).not.toContain(hidden);
  });
});

describe("signing in with a second factor", () => {
  it("opens nothing after the first step, and all after a code of the app, once", async () => {
    const { totpUri } = await setUp("emma");
    const emma = await firstStep("emma");
    expect((await emma.get("/api/v1/me")).code).toBe("not-signed-in");
    expect(emma.cookies.has("kring-session")).toBe(false);
    expect(emma.cookies.has("kring-device")).toBe(false);
    const code = codeOf(totpUri);
    expect(await finish(emma, code)).toMatchObject({ status: 200, body: { state: "signed-in" } });
    expect((await emma.get("/api/v1/me")).as(Me).account.name).toBe("Emma de Jong");

    const overTheShoulder = await firstStep("emma");
    expect((await finish(overTheShoulder, code)).code).toBe("wrong-code");
    expect((await overTheShoulder.get("/api/v1/me")).code).toBe("not-signed-in");
    expect((await finish(overTheShoulder, codeOf(totpUri, 1))).status).toBe(200);
  });

  it("takes each recovery code once, also when it is sent twice at the same time", async () => {
    const { recoveryCodes } = await setUp("pieter");
    const [code = "", other = ""] = recoveryCodes;
    const browsers = [await firstStep("pieter"), await firstStep("pieter")];
    const answers = await Promise.all(browsers.map((browser) => finish(browser, code, "recovery-code")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await finish(await firstStep("pieter"), code, "recovery-code")).code).toBe("wrong-code");
    // As somebody types it from paper.
    const typed = ` ${other.toUpperCase().replace("-", " ")}`;
    expect((await finish(await firstStep("pieter"), typed, "recovery-code")).status).toBe(200);
  });

  it("takes different recovery codes that are sent at the same time", async () => {
    const { browser, recoveryCodes } = await setUp("ruben");
    const codes = recoveryCodes.slice(0, 3);
    const browsers = await Promise.all(codes.map(() => firstStep("ruben")));
    const answers = await Promise.all(browsers.map((one, index) => finish(one, codes[index] ?? "", "recovery-code")));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const code of codes)
      expect((await finish(await firstStep("ruben"), code, "recovery-code")).code).toBe("wrong-code");
    await browser.post("/api/v1/second-factor/remove", { password: DEMO_PASSWORD });
  });

  it("names no library in its cookies", async () => {
    const { totpUri } = await setUp("youssef");
    const first = world.browser();
    const { email } = demoPeople.youssef;
    const answers = [await first.post("/api/v1/sign-in", { email, password: DEMO_PASSWORD })];
    answers.push(await finish(first, codeOf(totpUri)), await first.post("/api/v1/sign-out"));
    const names = answers.flatMap(({ headers }) => headers.getSetCookie()).map((line) => line.split("=", 1)[0]);
    expect(names).toContain("kring-second-step");
    expect(names.filter((name) => !/^kring\b/.test(name ?? ""))).toEqual([]);
    await first.post("/api/v1/sign-in", { email, password: DEMO_PASSWORD });
    await finish(first, codeOf(totpUri, 1));
    await first.post("/api/v1/second-factor/remove", { password: DEMO_PASSWORD });
  });

  it("keeps no owner out of a known browser by the wrong codes of others, who come from a new one", async () => {
    const { browser, totpUri, recoveryCodes } = await setUp("noor");
    const { email } = demoPeople.noor;
    const again = () => browser.post("/api/v1/sign-in", { email, password: DEMO_PASSWORD });
    for (let stranger = 0; stranger < 3; stranger += 1) {
      const guesser = await firstStep("noor");
      for (let time = 0; time < 4; time += 1) expect((await finish(guesser, "not-a-code")).code).toBe("wrong-code");
    }
    expect((await finish(await firstStep("noor"), codeOf(totpUri))).code).toBe("too-many-requests");
    expect((await finish(await firstStep("noor"), recoveryCodes[0] ?? "", "recovery-code")).code).toBe(
      "too-many-requests",
    );
    expect((await again()).body).toEqual({ state: "second-factor-required" });
    expect((await finish(browser, codeOf(totpUri))).status).toBe(200);
    await again();
    expect((await finish(browser, recoveryCodes[0] ?? "", "recovery-code")).status).toBe(200);
    await again();
    const codes: (string | undefined)[] = [];
    for (let time = 0; time < 7; time += 1) {
      if (time === 4) await again();
      codes.push((await finish(browser, "not-a-code")).code);
    }
    expect(codes).toEqual([...Array(6).fill("wrong-code"), "too-many-requests"]);
  });

  it("starts again after five wrong codes, and needs the first step at all", async () => {
    const { totpUri } = await setUp("fatima");
    expect((await finish(world.browser(), "123456")).code).toBe("not-signed-in");
    const guesser = await firstStep("fatima");
    guesser.address = "198.51.100.9";
    const codes: (string | undefined)[] = [];
    for (let time = 0; time < 6; time += 1) codes.push((await finish(guesser, "not-a-code")).code);
    expect(codes).toEqual([...Array(5).fill("wrong-code"), "not-signed-in"]);
    expect((await finish(guesser, codeOf(totpUri))).code).toBe("not-signed-in");
    expect((await finish(await firstStep("fatima"), codeOf(totpUri))).status).toBe(200);
  });
});

describe("changing a second factor", () => {
  it("renews recovery codes, after which the old ones stop working", async () => {
    const { browser, recoveryCodes } = await setUp("youssef");
    expect((await browser.post("/api/v1/second-factor/recovery-codes", { password: "wrong one" })).code).toBe(
      "wrong-credentials",
    );
    const renewed = (await browser.post("/api/v1/second-factor/recovery-codes", { password: DEMO_PASSWORD })).as(
      renewRecoveryCodes.response,
    );
    const old = await firstStep("youssef");
    expect((await finish(old, recoveryCodes[0] ?? "", "recovery-code")).code).toBe("wrong-code");
    expect((await finish(old, renewed.recoveryCodes[0] ?? "", "recovery-code")).status).toBe(200);
  });

  it("has nothing to renew where there is none", async () => {
    const ruben = await world.signedIn("ruben");
    const answer = await ruben.post("/api/v1/second-factor/recovery-codes", { password: DEMO_PASSWORD });
    expect(answer).toMatchObject({ status: 404, code: "not-found" });
  });

  it("removes it with the password", async () => {
    const { browser } = await setUp("daan");
    expect((await browser.post("/api/v1/second-factor/remove", { password: "wrong one" })).code).toBe(
      "wrong-credentials",
    );
    expect((await browser.post("/api/v1/second-factor/remove", { password: DEMO_PASSWORD })).status).toBe(204);
    await world.signedIn("daan");
  });
});

describe("outside the demo", () => {
  it("a professional does nothing without a second factor but set one up, and can't remove it", async () => {
    const production = await startWorld({ demo: false });
    await production.setPassword("sanne", STRONG);
    const sanne = await production.signedIn("sanne", STRONG);
    expect((await sanne.get("/api/v1/me")).as(Me).secondFactor).toEqual({ on: false, required: true });
    for (const [method, path] of [
      ["POST", "/api/v1/token"],
      ["GET", "/api/v1/inbox"],
      ["GET", "/api/v1/sessions"],
      ["GET", "/api/v1/links"],
      ["DELETE", "/api/v1/sessions"],
    ] as const) {
      expect(await sanne.send(method, path)).toMatchObject({ status: 403, code: "second-factor-required" });
    }
    const { totpUri } = await start(sanne, STRONG);
    expect((await confirm(sanne, codeOf(totpUri))).status).toBe(204);
    expect((await sanne.post("/api/v1/token")).status).toBe(200);
    expect(await sanne.post("/api/v1/second-factor/remove", { password: STRONG })).toMatchObject({
      status: 403,
      code: "second-factor-required",
    });

    await production.setPassword("emma", STRONG);
    const emma = await production.signedIn("emma", STRONG);
    expect((await emma.post("/api/v1/token")).status).toBe(200);

    await production.sql(
      "INSERT INTO setting (key, value) VALUES ('second-factor-required-of-professionals', 'false')",
    );
    await production.setPassword("daan", STRONG);
    const daan = await production.signedIn("daan", STRONG);
    expect((await daan.post("/api/v1/token")).status).toBe(200);
    await production.stop();
  });
});
