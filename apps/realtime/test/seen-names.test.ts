import { randomUUID } from "node:crypto";
import { type AccountId, type LinkId, readSeenNames } from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { idOf, linkOf } from "./support/cast.ts";
import { INTERNAL_TOKEN, startStage, type TestGateway } from "./support/stage.ts";

const ask = (gateway: TestGateway, body: object, token = INTERNAL_TOKEN) =>
  fetch(`${gateway.url}${readSeenNames.path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function namesOf(gateway: TestGateway, accountId: AccountId, linkId: LinkId): Promise<string[]> {
  const response = await ask(gateway, { accountId, linkId });
  expect(response.status).toBe(200);
  return readSeenNames.response.parse(await response.json()).names.toSorted();
}

async function startCircle() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  await stage.start(["emma", "sanne", "fatima", "youssef"]);
  await stage.start(["sanne", "pieter"]);
  return { stage, gateway };
}

describe("V-10 a new screen name is compared with the names that its owner sees", () => {
  test("names and screen names of others as that person's roster shows them; never what is hidden, never one's own", async () => {
    const { stage, gateway } = await startCircle();
    const [fatima, youssef] = [linkOf("fatima").id, linkOf("youssef").id];
    expect(await namesOf(gateway, idOf("fatima"), fatima)).toEqual(["Emma de Jong", "Sanne Bakker"]);
    expect(await namesOf(gateway, idOf("youssef"), youssef)).toEqual(["Emma de Jong", "Maan", "Sanne Bakker"]);
    await stage.applied(await stage.accounts.putLink(linkOf("youssef", { screenName: "Zon" })));
    expect(await namesOf(gateway, idOf("fatima"), fatima)).toEqual(["Emma de Jong", "Sanne Bakker", "Zon"]);
    expect(await namesOf(gateway, idOf("youssef"), youssef)).toEqual(["Emma de Jong", "Maan", "Sanne Bakker"]);
  });

  test("only conversations via that link, while the part in them lasts", async () => {
    const { stage, gateway } = await startCircle();
    expect(await namesOf(gateway, idOf("pieter"), linkOf("pieter").id)).toEqual(["Sanne Bakker"]);
    await stage.applied(await stage.accounts.putLink(linkOf("fatima", { active: false })));
    expect(await namesOf(gateway, idOf("fatima"), linkOf("fatima").id)).toEqual([]);
  });

  test("a pair that isn't one gives nothing, and nobody but the other service may ask", async () => {
    const { stage, gateway } = await startCircle();
    const link = linkOf("fatima").id;
    for (const [accountId, linkId] of [
      [idOf("fatima"), linkOf("youssef").id],
      [idOf("emma"), link],
      [idOf("fatima"), randomUUID() as LinkId],
      [randomUUID() as AccountId, link],
    ] as const) {
      expect(await namesOf(gateway, accountId, linkId)).toEqual([]);
    }
    for (const token of ["wrong", await stage.token(idOf("fatima"))]) {
      expect((await ask(gateway, { accountId: idOf("fatima"), linkId: link }, token)).status).toBe(404);
    }
  });
});
