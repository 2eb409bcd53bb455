import { addParticipant, handOverConversation, leaveConversation, readConversation } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { inTransaction } from "@kring/service-kit";
import { describe, expect, test } from "vitest";
import { escalateUnanswered } from "../src/conversation/index.ts";
import { account, prepareAccess } from "./support/access.ts";
import { bodyOf } from "./support/calls.ts";
import { idOf } from "./support/cast.ts";
import { until } from "./support/until.ts";

describe("V-05 a professional sees where a request stands that the application manager has", () => {
  test("live, from declining to the outcome; not why, by whom or on what ground, and nobody else sees it", async () => {
    const { stage, gateway, call, on, c, asked, answer, decide, escalatedTo } = await prepareAccess();
    const add = async (name: DemoName) =>
      bodyOf(await call("sanne", addParticipant, { ...on(c), body: { partner: account(name) } }));
    await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
    await add("daan");
    const daan = await stage.device(gateway, "daan");
    const pieters = await stage.device(gateway, "pieter");
    const id = await asked();
    expect(await escalatedTo("daan")).toBeNull();
    await daan.awaitFrame("conversation.changed");
    const told = daan.of("conversation.changed").length;

    bodyOf(await answer("sanne", id, { answer: "decline", reason: "Dit gaat over Pieter zelf." }));
    await until("Daan is told", () => daan.of("conversation.changed").length > told);
    const waiting = { requestedAt: expect.any(Number), at: expect.any(Number), decidedAt: null };
    for (const name of ["sanne", "daan"] as const)
      expect(await escalatedTo(name)).toEqual({ ...waiting, state: "with-application-manager" });
    expect(await escalatedTo("pieter")).toBeNull();

    expect((await decide(id, { answer: "record-ground", ground: "Schaadt een ander." })).status).toBe(204);
    await until("Daan is told again", () => daan.of("conversation.changed").length > told + 1);
    const decided = { ...waiting, state: "ground-recorded", decidedAt: expect.any(Number) };
    for (const name of ["sanne", "daan"] as const) {
      const view = bodyOf(await call(name, readConversation, on(c))).conversation;
      expect(view.accessEscalation).toEqual(decided);
      for (const hidden of ["Schaadt een ander.", "Dit gaat over Pieter zelf.", idOf("ruben")])
        expect(JSON.stringify(view)).not.toContain(hidden);
    }
    // Nothing of it reached Pieter, not even that something changed.
    expect(pieters.of("conversation.changed")).toEqual([]);
    expect(await escalatedTo("pieter")).toBeNull();

    const again = await asked();
    expect(await escalatedTo("sanne")).toEqual(decided);
    bodyOf(await answer("sanne", again, { answer: "decline", reason: "Nog niet" }));
    expect(await escalatedTo("sanne")).toEqual({ ...waiting, state: "with-application-manager" });
    expect((await decide(again, { answer: "grant" })).status).toBe(204);
    await daan.awaitFrame("entry", ({ e }) => e.kind === "joined");
    expect(await escalatedTo("daan")).toEqual({ ...waiting, state: "granted", decidedAt: expect.any(Number) });
    for (const name of ["emma", "pieter"] as const) expect(await escalatedTo(name)).toBeNull();
  });

  test("also what nobody answered; who joins after the decision isn't told of it, and who left neither", async () => {
    const { stage, call, on, c, asked, decide, escalatedTo } = await prepareAccess();
    await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
    const id = await asked();
    const owner = stage.database.pool("kring_conversations_owner");
    await owner.query("UPDATE access_request SET requested_at = requested_at - interval '14 days'");
    await escalateUnanswered(stage.pool, (work) => inTransaction(stage.pool, work));
    expect(await escalatedTo("sanne")).toMatchObject({ state: "with-application-manager" });
    expect((await decide(id, { answer: "record-ground", ground: "Schaadt een ander." })).status).toBe(204);
    bodyOf(await call("sanne", addParticipant, { ...on(c), body: { partner: account("daan") } }));
    expect(await escalatedTo("sanne")).toMatchObject({ state: "ground-recorded" });
    expect(await escalatedTo("daan")).toBeNull();
    const { participants } = bodyOf(await call("sanne", readConversation, on(c))).conversation.roster;
    const handle = participants.find(({ name }) => name === demoPeople.daan.name)?.handle;
    bodyOf(await call("sanne", handOverConversation, { ...on(c), body: { handle } }));
    bodyOf(await call("sanne", leaveConversation, on(c)));
    expect(await escalatedTo("sanne")).toBeNull();
  });
});
