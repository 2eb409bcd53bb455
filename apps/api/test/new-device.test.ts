import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { drained, mailsTo } from "./mailed.ts";
import { codeOf } from "./totp.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const { emma, sanne, fatima } = demoPeople;
const told = /niet eerder gebeurde/;
const signIn = (browser: Browser, email: string, password = DEMO_PASSWORD) =>
  browser.post("/api/v1/sign-in", { email, password });
async function toldOf(email: string): Promise<number> {
  await drained(world, "new-device-mail");
  return mailsTo(world, email, told).length;
}

describe("R-07 who signs in from a new browser", () => {
  it("is told by mail, once, without a word on where, and not again from there", async () => {
    const browser = world.browser();
    await signIn(browser, emma.email);
    expect(await toldOf(emma.email)).toBe(1);
    await browser.post("/api/v1/sign-out");
    await signIn(browser, emma.email);
    expect(await toldOf(emma.email)).toBe(1);
    await signIn(world.browser(), emma.email);
    expect(await toldOf(emma.email)).toBe(2);
    const [mail] = mailsTo(world, emma.email, told);
    expect(mail?.subject).toBe("Een nieuwe aanmelding bij GGZ Waterkant");
    expect(mail?.text).toContain("http://localhost:8080/profile/security");
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/Firefox|Linux|10\./);
    expect(mail?.headers.has("list-unsubscribe")).toBe(false);
  });

  it("is told where somebody else's browser is used, and nobody where the password is wrong", async () => {
    const shared = world.browser();
    await signIn(shared, sanne.email);
    await signIn(shared, fatima.email);
    expect([await toldOf(sanne.email), await toldOf(fatima.email)]).toEqual([1, 1]);
    expect((await signIn(world.browser(), sanne.email, "not the password")).status).toBe(401);
    expect(await toldOf(sanne.email)).toBe(1);
  });

  it("is told after the second step, not before it", async () => {
    const noor = await world.signedIn("noor");
    const { totpUri } = (await noor.post("/api/v1/second-factor", { password: DEMO_PASSWORD })).body as {
      totpUri: string;
    };
    await noor.post("/api/v1/second-factor/confirm", { code: codeOf(totpUri, -1) });
    const stranger = world.browser();
    expect((await signIn(stranger, demoPeople.noor.email)).body).toEqual({ state: "second-factor-required" });
    expect(await toldOf(demoPeople.noor.email)).toBe(0);
    const answer = await stranger.post("/api/v1/sign-in/second-factor", { code: codeOf(totpUri), kind: "totp" });
    expect(answer.status).toBe(200);
    expect(await toldOf(demoPeople.noor.email)).toBe(1);
  });
});
