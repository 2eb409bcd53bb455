import type { ConversationId, ConversationView, Roster } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { idOf, linkOf, recordOf } from "./support/cast.ts";
import { type Stage, startStage, type TestGateway } from "./support/stage.ts";

async function view(stage: Stage, gateway: TestGateway, name: DemoName, c: ConversationId): Promise<ConversationView> {
  const response = await stage.get(gateway, `/realtime/v1/conversations/${c}`, name);
  expect(response.status).toBe(200);
  return ((await response.json()) as { conversation: ConversationView }).conversation;
}

const people = (roster: Roster) =>
  roster.participants.map(({ name, screenName, number, mask }) => [name, screenName, number, mask !== null]);

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  const { requestId: _, ...problem } = (await response.json()) as Record<string, unknown>;
  return problem;
}

async function startCircle() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const circle = await stage.start(["emma", "sanne", "fatima", "youssef"]);
  const withPieter = await stage.start(["sanne", "pieter"]);
  return { stage, gateway, circle, withPieter };
}

describe("V-03 who is who depends on who looks", () => {
  test("a therapist sees screen names and Anonymous, the client the names, a related person their own", async () => {
    const { stage, gateway, circle } = await startCircle();
    const masked = { fatima: [null, "Maan", 1, true], youssef: [null, null, 1, true] };
    const known = [
      ["Emma de Jong", null, null, false],
      ["Sanne Bakker", null, null, false],
    ];
    const sort = (rows: unknown[][]) => rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    expect(sort(people((await view(stage, gateway, "sanne", circle)).roster))).toEqual(
      sort([...known, masked.fatima, masked.youssef]),
    );
    expect(sort(people((await view(stage, gateway, "emma", circle)).roster))).toEqual(
      sort([...known, ["Fatima El Amrani", "Maan", 1, false], ["Youssef Haddad", null, 1, false]]),
    );
    expect(sort(people((await view(stage, gateway, "fatima", circle)).roster))).toEqual(
      sort([...known, ["Fatima El Amrani", "Maan", null, false], masked.youssef]),
    );
  });

  test("the therapist sees the name of whom she invited herself, in that conversation and nowhere else", async () => {
    const { stage, gateway, withPieter } = await startCircle();
    const byEmma = await stage.start(["emma", "sanne"]);
    const seen = await view(stage, gateway, "sanne", withPieter);
    expect(people(seen.roster)).toEqual([
      ["Sanne Bakker", null, null, false],
      ["Pieter de Jong", null, 1, false],
    ]);
    expect(JSON.stringify(await view(stage, gateway, "sanne", byEmma))).not.toContain("Pieter");
  });

  test("whoever takes no part finds nothing, like whoever asks for what isn't there", async () => {
    const { stage, gateway, withPieter } = await startCircle();
    const absent = "11111111-1111-4111-8111-111111111111";
    for (const path of ["", "/entries"]) {
      for (const name of ["emma", "daan", "ruben", "fatima"] as const) {
        const hidden = await stage.get(gateway, `/realtime/v1/conversations/${withPieter}${path}`, name);
        const missing = await stage.get(gateway, `/realtime/v1/conversations/${absent}${path}`, name);
        expect([hidden.status, missing.status]).toEqual([404, 404]);
        expect(await problemOf(hidden)).toEqual(await problemOf(missing));
      }
    }
  });

  test("V-04 a new screen name comes live to those who see it, and not a frame to anybody else", async () => {
    const { stage, gateway, circle, withPieter } = await startCircle();
    const sanne = await stage.device(gateway, "sanne");
    const pieter = await stage.device(gateway, "pieter");
    await stage.accounts.putLink(linkOf("fatima", { screenName: "Zon" }));
    const frame = await sanne.awaitFrame("roster");
    expect(frame.c).toBe(circle);
    expect(people(frame.roster)).toContainEqual([null, "Zon", 1, true]);

    // Fatima's real name is none of Sanne's business: a change of it must not even show as a frame.
    const emma = await stage.device(gateway, "emma");
    await stage.accounts.put(recordOf("fatima", { name: "Fatima Bouzid" }));
    await emma.awaitFrame("roster", ({ roster }) => JSON.stringify(roster).includes("Fatima Bouzid"));
    await stage.accounts.put(recordOf("sanne", { name: "Sanne de Bakker" }));
    await sanne.awaitFrame("roster", ({ c, roster }) => c === circle && JSON.stringify(roster).includes("de Bakker"));
    await sanne.awaitFrame("roster", ({ c }) => c === withPieter);
    expect(sanne.of("roster").map(({ c }) => c)).toHaveLength(3);
    await pieter.awaitFrame("roster");
    expect(pieter.of("roster").map(({ c }) => c)).toEqual([withPieter]);
    expect(JSON.stringify([...sanne.frames, ...pieter.frames])).not.toContain("Fatima");
  });

  test("frames carry handles, and no account, name or link", async () => {
    const { stage, gateway, circle } = await startCircle();
    const sanne = await stage.device(gateway, "sanne");
    const fatima = await stage.device(gateway, "fatima");
    await fatima.send(circle, "Ik ben er");
    await fatima.emit("read.mark", { c: circle, n: 1 });
    await sanne.awaitFrame("entry");
    const wire = JSON.stringify(sanne.frames);
    for (const secret of [idOf("fatima"), linkOf("fatima").id, "Fatima", "Maan"]) expect(wire).not.toContain(secret);
  });
});

describe("V-04 quiet channels: typing and receipts of a related person only if they turned them on", () => {
  test("off: nothing is shown; on: both are", async () => {
    const { stage, gateway, circle } = await startCircle();
    const sanne = await stage.device(gateway, "sanne");
    const fatima = await stage.device(gateway, "fatima");
    const emma = await stage.device(gateway, "emma");
    await emma.send(circle, "Hoi");
    await fatima.awaitFrame("entry");
    expect(await fatima.emit("typing", { c: circle })).toEqual({ ok: true });
    expect(await fatima.emit("read.mark", { c: circle, n: 1 })).toEqual({ ok: true, readSeq: 1 });

    // What Emma does afterwards is seen; what Fatima did before it was not.
    await emma.emit("typing", { c: circle });
    await emma.emit("read.mark", { c: circle, n: 1 });
    const { roster } = await view(stage, gateway, "sanne", circle);
    const emmas = roster.participants.find(({ kind }) => kind === "client")?.handle;
    await sanne.awaitFrame("typing", ({ by }) => by === emmas);
    await sanne.awaitFrame("receipt", ({ by }) => by === emmas);
    expect(sanne.of("typing").map(({ by }) => by)).toEqual([emmas]);
    expect(sanne.of("receipt").map(({ by }) => by)).toEqual([emmas]);
    const hidden = await view(stage, gateway, "sanne", circle);
    expect(hidden.receipts).toHaveLength(1);
    expect(await view(stage, gateway, "fatima", circle)).toMatchObject({ myLink: { showsTyping: false } });

    await stage.applied(await stage.accounts.putLink(linkOf("fatima", { showsTyping: true, showsReceipts: true })));
    await emma.send(circle, "Nog iets");
    await fatima.awaitFrame("entry", ({ e }) => e.n === 2);
    await fatima.emit("typing", { c: circle });
    await fatima.emit("read.mark", { c: circle, n: 2 });
    await sanne.awaitFrame("receipt", ({ n }) => n === 2);
    await sanne.awaitFrame("typing", ({ by }) => by !== emmas);
    expect((await view(stage, gateway, "sanne", circle)).receipts).toHaveLength(2);
  });
});
