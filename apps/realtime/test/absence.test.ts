import { type ConversationId, type ConversationView, type Day, readConversation } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { bodyOf, callsOf } from "./support/calls.ts";
import { idOf, recordOf } from "./support/cast.ts";
import { startStage } from "./support/stage.ts";

const absence = {
  from: "2026-12-01" as Day,
  until: "2026-12-14" as Day,
  note: "Ik lees mijn berichten niet.",
  coveringId: idOf("daan"),
};

async function prepare() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const call = callsOf(stage, gateway);
  const c = await stage.start(["sanne", "pieter"]);
  const other = await stage.start(["daan", "lucas"]);
  const read = async (name: DemoName, id: ConversationId) =>
    bodyOf(await call(name, readConversation, { params: { conversationId: id } })).conversation;
  return { stage, gateway, c, other, read };
}

const sannes = ({ roster }: Pick<ConversationView, "roster">) =>
  roster.participants.find(({ name }) => name?.startsWith("Sanne"))?.absence;

describe("R-03 people who write to an absent professional see the note", () => {
  test("live, with the days and the name of who covers for them, until it is taken back; others hear nothing", async () => {
    const { stage, gateway, c, read } = await prepare();
    const pieter = await stage.device(gateway, "pieter");
    const lucas = await stage.device(gateway, "lucas");
    await stage.applied(await stage.accounts.put(recordOf("sanne", { absence })));
    const shown = { from: "2026-12-01", until: "2026-12-14", note: absence.note, covering: "Daan Visser" };
    const frame = await pieter.awaitFrame("roster", ({ c: at }) => at === c);
    expect(sannes(frame)).toEqual(shown);
    expect(sannes(await read("pieter", c))).toEqual(shown);

    await stage.applied(await stage.accounts.put(recordOf("daan", { name: "Daan de Visser" })));
    await pieter.awaitFrame("roster", (roster) => sannes(roster)?.covering === "Daan de Visser");
    await stage.applied(await stage.accounts.put(recordOf("sanne", { absence: null })));
    await pieter.awaitFrame("roster", (roster) => sannes(roster) === null);
    expect(JSON.stringify(lucas.frames)).not.toContain("berichten");
  });

  test("who covers is named and nothing more, and is not in the conversation by that", async () => {
    const { stage, gateway, c, read } = await prepare();
    await stage.applied(await stage.accounts.put(recordOf("sanne", { absence })));
    const view = await read("pieter", c);
    expect(view.roster.participants).toHaveLength(2);
    expect(JSON.stringify(view)).not.toContain(idOf("daan"));
    const hidden = await stage.get(gateway, `/realtime/v1/conversations/${c}`, "daan");
    expect(hidden.status).toBe(404);
  });

  test("it needs nobody who covers", async () => {
    const { stage, c, read } = await prepare();
    await stage.applied(await stage.accounts.put(recordOf("sanne", { absence: { ...absence, coveringId: null } })));
    expect(sannes(await read("pieter", c))).toMatchObject({ covering: null, note: absence.note });
  });
});
