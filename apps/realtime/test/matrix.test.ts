import { randomUUID } from "node:crypto";
import { type AccountId, type AttachmentId, type ConversationId, routes } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { idOf, linkOf, recordOf } from "./support/cast.ts";
import { newMessageId } from "./support/device.ts";
import { INTERNAL_TOKEN, newSession, type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

/**
 * Who gets what answer about one conversation of a client with a therapist and a related person:
 *
 *   the  the therapist in it         oth  another therapist, whatever access the api gave them (T-06)
 *   for  the therapist, once their relation has ended
 *   sec  a secretary                 app  an application manager
 *   cli  the client in it            ocl  another client
 *   rep  the related person in it    orp  another one of the same client    frp  one whose link has ended
 *   rev  the therapist in it, by a session that was revoked                 out  nobody: no token
 *
 *   ok   the route's success         none  its success without a trace of this conversation
 *   404  the answer for what does not exist, byte for byte
 */
const table = `
                         the  oth  for  sec  app  cli  ocl  rep  orp  frp  rev  out
list-conversations       ok   none none none none ok   none ok   none none 401  401
list-conversations:with  ok   none none none none ok   none ok   none none 401  401
read-conversation        ok   404  404  404  404  ok   404  ok   404  404  401  401
read-entries             ok   404  404  404  404  ok   404  ok   404  404  401  401
upload-attachment        ok   404  404  404  404  ok   404  ok   404  404  401  401
read-attachment          ok   404  404  404  404  ok   404  ok   404  404  401  401
read-attachment:unsent   404  404  404  404  404  404  404  ok   404  404  401  401
remove-attachment        404  404  404  404  404  404  404  ok   404  404  401  401
search-messages          ok   none none none none ok   none ok   none none 401  401
export-conversations     404  404  404  404  404  404  404  404  404  404  404  404
export-attachment        404  404  404  404  404  404  404  404  404  404  404  404
read-conversations-feed  404  404  404  404  404  404  404  404  404  404  404  404
read-seen-names          404  404  404  404  404  404  404  404  404  404  404  404
count-conversations      404  404  404  404  404  404  404  404  404  404  404  404
realtime-live            ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
realtime-ready           ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
realtime-openapi         ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
realtime-asyncapi        ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
`;
const [head = "", ...lines] = table
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => line.trim());
const columns = head.split(/\s+/);
const rows = lines.map((line) => {
  const [call = "", ...answers] = line.split(/\s+/);
  return { call, route: call.split(":")[0] ?? "", answers };
});
const ofRealtime = routes.filter(({ service }) => service === "realtime");
const bodies: Record<string, unknown> = {
  "read-seen-names": { accountId: idOf("fatima"), linkId: linkOf("fatima").id },
  "count-conversations": { professionalId: idOf("sanne"), clientId: idOf("emma") },
  "upload-attachment": "a file",
  "export-conversations": { accountId: idOf("emma"), cursor: null },
};
const queries: Record<string, string> = {
  "list-conversations:with": `?client=${idOf("emma")}`,
  "search-messages": "?find=matrix",
};
/** A file of a message in each conversation, and one that the related person in it has not sent. */
const sent: Record<string, string> = {};
const unsent: Record<string, string> = {};

let stage: Stage;
let gateway: TestGateway;
let open: ConversationId;
/** Where the ties of the therapist and of the related person have ended. */
let lost: ConversationId;
const tokens: Record<string, string | undefined> = {};

async function setStage() {
  stage = await startStage();
  gateway = await stage.gateway();
  await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
  lost = await stage.start(["emma", "daan", "youssef"]);
  open = await stage.start(["emma", "sanne", "fatima"]);
  await stage.start(["sanne", "pieter"]);
  const emma = await stage.device(gateway, "emma");
  for (const c of [open, lost]) {
    sent[c] = await putFile(c, "emma");
    unsent[c] = await putFile(c, c === open ? "fatima" : "youssef");
    await emma.emit("message.send", { c, id: newMessageId(), text: "matrix", files: [sent[c] as AttachmentId] });
  }
  bodies["export-attachment"] = { accountId: idOf("emma"), conversationId: open, attachmentId: sent[open] };
  await stage.accounts.putLink(linkOf("youssef", { active: false }));
  await stage.applied(await stage.accounts.endRelation(idOf("daan"), idOf("emma")));
  const cast: Record<string, DemoName> = {
    the: "sanne",
    for: "daan",
    sec: "noor",
    app: "ruben",
    cli: "emma",
    ocl: "lucas",
    rep: "fatima",
    orp: "pieter",
    frp: "youssef",
  };
  for (const [column, name] of Object.entries(cast)) tokens[column] = await stage.token(idOf(name));
  const other = randomUUID() as AccountId;
  await stage.applied(await stage.accounts.put(recordOf("sanne", { id: other, name: "Iris Dekker" })));
  tokens.oth = await stage.token(other);
  const session = newSession();
  tokens.rev = await stage.token(idOf("sanne"), { session });
  await stage.accounts.endSession(session);
  await until("the session has ended", async () => (await ask("list-conversations", "rev", open)).status === 401);
}

async function putFile(c: ConversationId, name: DemoName): Promise<string> {
  const response = await fetch(`${gateway.url}/realtime/v1/conversations/${c}/attachments`, {
    method: "POST",
    headers: { authorization: `Bearer ${await stage.token(idOf(name))}` },
    body: "a file",
  });
  return ((await response.json()) as { id: string }).id;
}

/** The call of a row about a conversation. */
function ask(call: string, column: string, c: string, token = tokens[column]): Promise<Response> {
  const route = ofRealtime.find(({ id }) => id === call.split(":")[0]);
  if (!route) throw new Error(`The contract has no route ${call} of realtime`);
  const body = bodies[route.id];
  const files = call === "remove-attachment" || call.endsWith(":unsent") ? unsent : sent;
  const path = route.path.replace(":conversationId", c).replace(":attachmentId", files[c] ?? files[open] ?? "");
  return fetch(`${gateway.url}${path}${queries[call] ?? ""}`, {
    method: route.method.toUpperCase(),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const withoutRequestId = async (response: Response) => ({ ...((await response.json()) as object), requestId: "" });

async function answerTo(call: string, column: string): Promise<string> {
  const c = column === "for" || column === "frp" ? lost : open;
  const answer = await ask(call, column, c);
  if (answer.status === 404) {
    const hidden = ofRealtime.some(({ id, path }) => id === call.split(":")[0] && path.includes(":conversationId"));
    const absent = hidden ? await ask(call, column, randomUUID()) : await fetch(`${gateway.url}/realtime/v1/nothing`);
    expect(await withoutRequestId(answer)).toEqual(await withoutRequestId(absent));
  }
  if (!answer.ok) return String(answer.status);
  return /^(list|search)-/.test(call) && !(await answer.text()).includes(c) ? "none" : "ok";
}

test("every route of the conversations service has a line", () => {
  expect(new Set(rows.map(({ route }) => route))).toEqual(new Set(ofRealtime.map(({ id }) => id)));
});

describe("V-06 R-05 R-06 T-06 who reaches which route of the conversations service", () => {
  test("each line of the table", async () => {
    await setStage();
    for (const { call, answers } of rows) {
      const got: string[] = [];
      for (const column of columns) got.push(await answerTo(call, column));
      const show = (words: string[]) => columns.map((column, index) => `${column} ${words[index]}`).join(", ");
      expect(`${call}: ${show(got)}`).toBe(`${call}: ${show(answers)}`);
    }
    for (const { id } of ofRealtime.filter(({ access }) => access === "service")) {
      expect((await ask(id, "out", open, INTERNAL_TOKEN)).status, id).toBe(200);
    }
  });
});
