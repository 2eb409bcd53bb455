import {
  addParticipant,
  type ConversationId,
  leaveConversation,
  type Partner,
  readConversation,
  readEntries,
  startConversation,
} from "@kring/domain/contract";
import { type DemoName, demoLinks } from "@kring/domain/demo";
import { bodyOf, callsOf } from "./calls.ts";
import { idOf } from "./cast.ts";
import { startStage } from "./stage.ts";

/** Partners as those who know them name them. */
export const account = (name: DemoName): Partner => ({ account: idOf(name) });
export const link = (name: keyof typeof demoLinks): Partner => ({ link: demoLinks[name].linkId });
export const own = (name: keyof typeof demoLinks, end: "client" | "inviter"): Partner => ({
  ownLink: demoLinks[name].linkId,
  end,
});

/** A stage, and what people do with conversations there. */
export async function prepare() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const call = callsOf(stage, gateway);
  const start = (name: DemoName, partners: Partner[], topic: string | null = null) =>
    call(name, startConversation, { body: { partners, topic } });
  const on = (c: ConversationId) => ({ params: { conversationId: c } });
  const add = (name: DemoName, c: ConversationId, partner: Partner) =>
    call(name, addParticipant, { ...on(c), body: { partner } });
  const read = async (name: DemoName, c: ConversationId) =>
    bodyOf(await call(name, readConversation, on(c))).conversation;
  const history = async (name: DemoName, c: ConversationId) =>
    bodyOf(await call(name, readEntries, on(c))).entries.map(({ n }) => n);
  const leave = (name: DemoName, c: ConversationId) => call(name, leaveConversation, on(c));
  const started = async (name: DemoName, partners: Partner[]) => bodyOf(await start(name, partners)).conversation.id;
  return { stage, gateway, call, start, started, on, add, read, history, leave };
}
