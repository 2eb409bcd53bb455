import {
  type AccessRequestId,
  answerAccessRequest,
  type ConversationId,
  decideEscalatedAccess,
  listConversationsAboutMe,
  type Partner,
  readConversation,
  readEntries,
  readEscalatedAccess,
  requestAccess,
  startConversation,
} from "@kring/domain/contract";
import { type DemoName, demoLinks } from "@kring/domain/demo";
import { bodyOf, callsOf } from "./calls.ts";
import { idOf } from "./cast.ts";
import { INTERNAL_TOKEN, startStage } from "./stage.ts";

export const pieter: Partner = { link: demoLinks.pieter.linkId };
export const account = (name: DemoName): Partner => ({ account: idOf(name) });

/** Sanne and Pieter talk about Emma, who isn't in it. */
export async function prepareAccess() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const call = callsOf(stage, gateway);
  const on = (c: ConversationId) => ({ params: { conversationId: c } });
  const start = async (name: DemoName, partners: Partner[]) =>
    bodyOf(await call(name, startConversation, { body: { partners, topic: "Zondag" } })).conversation.id;
  const c = await start("sanne", [pieter]);
  const ask = (name: DemoName = "emma", id = c) => call(name, requestAccess, on(id));
  const answer = (name: DemoName, id: AccessRequestId, body: object, at = c) =>
    call(name, answerAccessRequest, { params: { conversationId: at, requestId: id }, body });
  const aboutEmma = async () => bodyOf(await call("emma", listConversationsAboutMe)).conversations;
  const waiting = async (name: DemoName, id = c) =>
    bodyOf(await call(name, readConversation, on(id))).conversation.accessRequests.map((request) => request.id);
  const asked = async () => {
    bodyOf(await ask());
    const [id] = await waiting("sanne");
    if (!id) throw new Error("No request waits");
    return id;
  };
  const history = async (name: DemoName) =>
    bodyOf(await call(name, readEntries, on(c))).entries.map(({ kind }) => kind);
  const internal = (path: string, body?: object, token = INTERNAL_TOKEN) =>
    fetch(`${gateway.url}${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const escalated = async () =>
    readEscalatedAccess.response.parse(await (await internal(readEscalatedAccess.path)).json()).requests;
  const decide = (id: string, body: object) =>
    internal(decideEscalatedAccess.path.replace(":requestId", id), {
      applicationManagerId: idOf("ruben"),
      ground: "",
      ...body,
    });
  /** What a reader of the conversation sees of a request that went to the application manager. */
  const escalatedTo = async (name: DemoName) =>
    bodyOf(await call(name, readConversation, on(c))).conversation.accessEscalation;
  return {
    stage,
    gateway,
    call,
    on,
    start,
    c,
    escalatedTo,
    ask,
    answer,
    aboutEmma,
    waiting,
    asked,
    history,
    internal,
    escalated,
    decide,
  };
}
