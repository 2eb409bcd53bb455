import { randomUUID } from "node:crypto";
import {
  addParticipant,
  answerProposal,
  type ConversationId,
  handOverConversation,
  leaveConversation,
  type ParticipantProposalId,
  type Partner,
  proposeParticipant,
  readConversation,
  startConversation,
} from "@kring/domain/contract";
import { type DemoName, demoLinks } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { bodyOf, callsOf, handleOf, refusedAs } from "./support/calls.ts";
import { idOf, recordOf } from "./support/cast.ts";
import { startStage } from "./support/stage.ts";

const pieter: Partner = { link: demoLinks.pieter.linkId };
const fatima: Partner = { link: demoLinks.fatima.linkId };
const account = (name: DemoName): Partner => ({ account: idOf(name) });

async function prepare() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const call = callsOf(stage, gateway);
  const on = (c: ConversationId) => ({ params: { conversationId: c } });
  const start = async (name: DemoName, partners: Partner[]) =>
    bodyOf(await call(name, startConversation, { body: { partners, topic: null } })).conversation.id;
  const read = async (name: DemoName, c: ConversationId) =>
    bodyOf(await call(name, readConversation, on(c))).conversation;
  const propose = (name: DemoName, c: ConversationId, whom: "client" | "inviter" | null, note = "") =>
    call(name, proposeParticipant, { ...on(c), body: { whom, note } });
  const answer = (name: DemoName, c: ConversationId, id: ParticipantProposalId, given: "add" | "set-aside") =>
    call(name, answerProposal, { params: { conversationId: c, proposalId: id }, body: { answer: given } });
  const proposed = async (name: DemoName, c: ConversationId, whom: "client" | "inviter" | null, note = "") => {
    const made = bodyOf(await propose(name, c, whom, note)).conversation.proposals.at(-1);
    if (!made) throw new Error("Nothing was proposed");
    return made.id;
  };
  return { stage, gateway, call, on, start, read, propose, answer, proposed };
}

describe("V-02 a related person who isn't manager proposes to the manager", () => {
  test("the manager sees it, live, and adds by it; who proposed sees their own, and nobody else sees anything", async () => {
    const { stage, gateway, call, on, start, read, propose, answer, proposed } = await prepare();
    await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
    const c = await start("sanne", [pieter, account("daan")]);
    const [sanne, daan] = [await stage.device(gateway, "sanne"), await stage.device(gateway, "daan")];
    expect((await read("pieter", c)).can.propose).toBe(true);
    const id = await proposed("pieter", c, "client", "Zij hoort erbij");
    await sanne.awaitFrame("conversation.changed");
    expect((await read("sanne", c)).proposals).toMatchObject([{ id, whom: "client", note: "Zij hoort erbij" }]);
    expect((await read("daan", c)).proposals).toEqual([]);
    expect(daan.of("conversation.changed")).toEqual([]);
    expect(await propose("pieter", c, "client")).toEqual(refusedAs("already-asked"));
    expect(await answer("daan", c, id, "add")).toEqual(refusedAs("not-found"));
    expect(await answer("daan", c, id, "set-aside")).toEqual(refusedAs("not-found"));
    expect(await answer("pieter", c, id, "add")).toEqual(refusedAs("not-found"));

    const view = bodyOf(await answer("sanne", c, id, "add")).conversation;
    expect(view.proposals).toEqual([]);
    expect(view.roster.participants.some(({ name, readsAll }) => name === "Emma de Jong" && readsAll)).toBe(true);
    expect(await answer("sanne", c, id, "add")).toEqual(refusedAs("already-done"));
    expect(await answer("sanne", c, id, "set-aside")).toEqual(refusedAs("already-done"));
    expect(await propose("pieter", c, "client")).toEqual(refusedAs("already-there"));
    const { rows } = await stage.pool.query("SELECT payload FROM outbox WHERE type = 'participant-proposed.v1'");
    expect(rows).toEqual([{ payload: { conversationId: c, managerId: idOf("sanne") } }]);
    const notes = await stage.pool.query("SELECT FROM participant_proposal WHERE note <> ''");
    expect(notes.rowCount).toBe(0);
    expect((await call("daan", readConversation, on(c))).ok).toBe(true);
  });

  test("it is set aside by the manager, or taken back; of a note without a person the manager makes what they want", async () => {
    const { start, read, propose, answer, proposed } = await prepare();
    const c = await start("emma", [fatima, account("sanne")]);
    const note = await proposed("fatima", c, null, "Misschien oma?");
    expect(await propose("fatima", c, null, "Misschien oma?")).toEqual(refusedAs("already-asked"));
    expect(await propose("fatima", c, "inviter")).toEqual(refusedAs("already-there"));
    expect(await answer("emma", c, note, "add")).toEqual(refusedAs("not-found"));
    bodyOf(await answer("emma", c, note, "set-aside"));
    const back = await proposed("fatima", c, null, "Of Jan");
    bodyOf(await answer("fatima", c, back, "set-aside"));
    expect((await read("emma", c)).proposals).toEqual([]);
    const absent = randomUUID() as ParticipantProposalId;
    expect(await answer("emma", c, absent, "set-aside")).toEqual(refusedAs("not-found"));
  });

  test("nobody but a related person who isn't manager proposes, and nothing in a closed conversation", async () => {
    const { stage, call, on, start, propose, proposed, answer } = await prepare();
    const c = await start("sanne", [pieter]);
    expect(await propose("sanne", c, "client")).toEqual(refusedAs("not-found"));
    expect(await propose("fatima", c, "client")).toEqual(refusedAs("not-found"));
    const own = bodyOf(
      await call("pieter", startConversation, {
        body: { partners: [{ ownLink: demoLinks.pieter.linkId, end: "inviter" }] },
      }),
    ).conversation.id;
    expect(await propose("pieter", own, "client")).toEqual(refusedAs("not-found"));
    const id = await proposed("pieter", c, "client");
    const handle = handleOf(bodyOf(await call("sanne", readConversation, on(c))).conversation, "Pieter de Jong");
    bodyOf(await call("sanne", handOverConversation, { ...on(c), body: { handle } }));
    // Who manages it now answers it; what they proposed themself, too.
    bodyOf(await answer("pieter", c, id, "set-aside"));
    const circle = await start("emma", [fatima, account("sanne")]);
    await stage.applied(await stage.accounts.put(recordOf("emma", { active: false })));
    expect(await propose("fatima", circle, null, "Oma")).toEqual(refusedAs("conversation-closed"));
  });

  test("whoever is added by another way is proposed no longer; who leaves takes their proposals with them", async () => {
    const { stage, call, on, start, read, proposed } = await prepare();
    const c = await start("sanne", [pieter]);
    await proposed("pieter", c, "client");
    bodyOf(await call("sanne", addParticipant, { ...on(c), body: { partner: account("emma") } }));
    expect((await read("sanne", c)).proposals).toEqual([]);
    await proposed("pieter", c, null, "Nog iemand");
    bodyOf(await call("pieter", leaveConversation, on(c)));
    const { rows } = await stage.pool.query("SELECT answer, note FROM participant_proposal ORDER BY at");
    expect(rows).toEqual([
      { answer: "added", note: "" },
      { answer: "set-aside", note: "" },
    ]);
  });

  test("added and taken back at once: one of the two, and the other comes too late", async () => {
    const { stage, start, read, answer, proposed } = await prepare();
    const c = await start("sanne", [pieter]);
    const id = await proposed("pieter", c, "client");
    const answers = await Promise.all([
      answer("sanne", c, id, "add"),
      answer("pieter", c, id, "set-aside"),
      answer("sanne", c, id, "set-aside"),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual([refusedAs("already-done"), refusedAs("already-done")]);
    const isIn = (await read("sanne", c)).roster.participants.some(({ name }) => name === "Emma de Jong");
    const { rows } = await stage.pool.query("SELECT answer FROM participant_proposal");
    expect(rows).toEqual([{ answer: isIn ? "added" : "set-aside" }]);
  });
});
