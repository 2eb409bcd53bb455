import { issueToken, Me, startSecondFactor } from "@kring/domain/contract";
import { demoLinks, demoPeople } from "@kring/domain/demo";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { codeOf } from "./totp.ts";
import { until } from "./until.ts";
import { STRONG, startWorld, type World } from "./world.ts";

const TYPED = "negen groene olifanten";
let conversations: ConversationsFeed;
let world: World;
beforeAll(async () => {
  conversations = await startConversationsFeed();
  world = await startWorld({ realtime: conversations.realtime });
});
afterAll(() => conversations.stop());

describe("what is logged and measured", () => {
  it("holds no password, cookie, token, code, address or name", async () => {
    const emma = await world.signedIn("emma");
    const secrets = [...emma.cookies.values()].flatMap((cookie) => [
      cookie,
      decodeURIComponent(cookie).split(".")[0] ?? "",
    ]);
    await world.browser().post("/api/v1/sign-in", { email: "typed.address@kring.example", password: TYPED });
    const { totpUri, recoveryCodes } = (await emma.post("/api/v1/second-factor", { password: "kring-demo-2026" })).as(
      startSecondFactor.response,
    );
    await emma.post("/api/v1/second-factor/confirm", { code: codeOf(totpUri) });
    const { token } = (await emma.post("/api/v1/token")).as(issueToken.response);
    await emma.post("/api/v1/password-reset", { email: demoPeople.emma.email });
    const mail = await until("the reset mail", () => world.mail.mails.find(({ text }) => text?.includes("#token=")));
    const link = /#token=([\w-]+)/.exec(mail.text ?? "")?.[1] ?? "";
    await emma.post("/api/v1/password-reset/confirm", { token: link, password: STRONG });
    const fatima = await world.signedIn("fatima");
    await fatima.put(`/api/v1/links/${demoLinks.fatima.linkId}`, { screenName: "Schelpenzoeker" });
    await fatima.put(`/api/v1/links/${demoLinks.fatima.linkId}`, { screenName: "Emma" });
    await fatima.get("/api/v1/inbox?cursor=geheime-cursor");
    await fatima.send("POST", "/api/v1/sign-in", { email: { deep: "diep.geheim@kring.example" }, password: TYPED });

    const out = `${world.logs()}${await world.deps.metrics.registry.metrics()}`;
    expect(out).toContain('"route":"change-own-link"');
    const hidden = [
      ...secrets,
      ...recoveryCodes,
      new URL(totpUri).searchParams.get("secret") ?? "",
      token,
      link,
      STRONG,
      TYPED,
      "kring-demo-2026",
      "typed.address",
      "diep.geheim",
      "geheime-cursor",
      "Schelpenzoeker",
      fatima.address,
      world.config.authSecret,
      world.config.internalToken,
      ...Object.values(demoPeople).flatMap(({ name, email }) => [name, email]),
    ];
    for (const secret of hidden) {
      expect(secret.length, "a secret to look for").toBeGreaterThan(4);
      expect(out.includes(secret), `found ${secret}`).toBe(false);
    }
  });

  it("says in which request something happened, and whose", async () => {
    const sanne = await world.signedIn("sanne");
    const answer = await sanne.get("/api/v1/me");
    answer.as(Me);
    const line = await until("the line", () =>
      world
        .logs()
        .split("\n")
        .find((one) => one.includes(String(answer.headers.get("kring-request-id")))),
    );
    expect(JSON.parse(line)).toMatchObject({ route: "read-me", status: 200, accountId: demoPeople.sanne.accountId });
  });
});
