import { randomUUID } from "node:crypto";
import { type AccountId, routes } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { idOf, linkOf, recordOf } from "./support/cast.ts";
import { type About, type Circle, createCircles, SAID } from "./support/circle.ts";
import { INTERNAL_TOKEN, newSession, type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Answers that were compared with the table; `npm run proof` adds them up. */
    cells?: number;
  }
}

/**
 * Who gets what answer about one conversation of a client, who manages it, with a therapist and a related person; in lines with
 * `about` about one of the therapist with another related person, without the client:
 *
 *   the  the therapist in it         oth  another therapist, whatever access the api gave them (T-06)
 *   for  the therapist, once their relation has ended                       lef  a therapist who left of their own will
 *   sec  a secretary                 app  an application manager
 *   cli  the client                  ocl  another client
 *   rep  the related person in it    orp  another one of the same client    frp  one whose link has ended
 *   rev  the therapist in it, by a session that was revoked                 out  nobody: no token
 *
 *   ok   the route's success         none  its success without a trace of this conversation
 *   404  the answer for what does not exist, byte for byte
 */
const table = `
                             the  oth  for  lef  sec  app  cli  ocl  rep  orp  frp  rev  out
list-conversations           ok   none none ok   none none ok   none ok   none none 401  401
list-conversations:with      ok   none none ok   none none ok   none ok   none none 401  401
read-conversation            ok   404  404  ok   404  404  ok   404  ok   404  404  401  401
read-entries                 ok   404  404  ok   404  404  ok   404  ok   404  404  401  401
search-messages              ok   none none ok   none none ok   none ok   none none 401  401
start-conversation:client    ok   404  404  ok   404  404  404  404  404  404  404  401  401
start-conversation:colleague ok   ok   ok   ok   ok   404  404  404  404  404  404  401  401
start-conversation:link      ok   404  404  404  404  404  ok   404  404  404  404  401  401
start-conversation:own-link  404  404  404  404  404  404  404  404  ok   404  404  401  401
start-conversation:ended     404  404  404  404  404  404  404  404  404  404  404  401  401
add-participant              404  404  404  404  404  404  ok   404  404  404  404  401  401
propose-participant          404  404  404  404  404  404  404  404  ok   404  404  401  401
answer-proposal              404  404  404  404  404  404  ok   404  ok   404  404  401  401
hand-over-conversation       404  404  404  404  404  404  ok   404  404  404  404  401  401
change-topic                 404  404  404  404  404  404  ok   404  404  404  404  401  401
leave-conversation           ok   404  404  409  404  404  409  404  ok   404  404  401  401
show-own-name                404  404  404  404  404  404  404  404  ok   404  404  401  401
upload-attachment            ok   404  404  404  404  404  ok   404  ok   404  404  401  401
read-attachment              ok   404  404  ok   404  404  ok   404  ok   404  404  401  401
read-attachment:unsent       ok   404  404  404  404  404  404  404  404  404  404  401  401
remove-attachment            ok   404  404  404  404  404  404  404  404  404  404  401  401
list-conversations-about-me  404  404  404  404  404  404  ok   none 404  404  404  401  401
request-access               404  404  404  404  404  404  ok   404  404  404  404  401  401
answer-access-request        ok   404  404  404  404  404  404  404  404  404  404  401  401
read-conversations-feed      404  404  404  404  404  404  404  404  404  404  404  404  404
read-seen-names              404  404  404  404  404  404  404  404  404  404  404  404  404
count-conversations          404  404  404  404  404  404  404  404  404  404  404  404  404
read-still-unread            404  404  404  404  404  404  404  404  404  404  404  404  404
read-escalated-access        404  404  404  404  404  404  404  404  404  404  404  404  404
decide-escalated-access      404  404  404  404  404  404  404  404  404  404  404  404  404
export-conversations         404  404  404  404  404  404  404  404  404  404  404  404  404
export-attachment            404  404  404  404  404  404  404  404  404  404  404  404  404
realtime-live                ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
realtime-ready               ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
realtime-openapi             ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
realtime-asyncapi            ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
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

/** What a call is aimed at. */
interface Target {
  circle: Circle;
  about: About;
}

const ABOUT = ["list-conversations-about-me", "request-access", "answer-access-request"];
const partner = (given: object) => () => ({ partners: [given] });
const bodies: Record<string, (target: Target) => object> = {
  "start-conversation:client": partner({ account: idOf("emma") }),
  "start-conversation:colleague": partner({ account: idOf("ruben") }),
  "start-conversation:link": partner({ link: linkOf("pieter").id }),
  "start-conversation:own-link": partner({ ownLink: linkOf("fatima").id, end: "client" }),
  "start-conversation:ended": partner({ ownLink: linkOf("youssef").id, end: "client" }),
  "add-participant": () => ({ partner: { account: leaver } }),
  "propose-participant": () => ({ whom: null, note: "Tante" }),
  "answer-proposal": () => ({ answer: "set-aside" }),
  "hand-over-conversation": ({ circle }) => ({ handle: circle.therapist }),
  "change-topic": () => ({ topic: "Zondag" }),
  "answer-access-request": () => ({ answer: "decline", reason: "Nog niet" }),
  "read-seen-names": () => ({ accountId: idOf("fatima"), linkId: linkOf("fatima").id }),
  "read-still-unread": () => ({ accountId: idOf("emma"), conversationIds: [] }),
  "count-conversations": () => ({ professionalId: idOf("sanne"), clientId: idOf("emma") }),
  "decide-escalated-access": () => ({
    applicationManagerId: idOf("ruben"),
    answer: "record-ground",
    ground: "Privacy",
  }),
  "export-conversations": () => ({ accountId: idOf("sanne"), cursor: null }),
  "export-attachment": ({ circle }) => ({
    accountId: idOf("sanne"),
    conversationId: circle.c,
    attachmentId: circle.sent,
  }),
};
const queries: Record<string, string> = {
  "list-conversations:with": `?client=${idOf("emma")}`,
  "search-messages": `?find=${SAID}`,
};

const leaver = randomUUID() as AccountId;
let stage: Stage;
let gateway: TestGateway;
let circles: ReturnType<typeof createCircles>;
let open: Circle;
/** Where the ties of the therapist and of the related person have ended. */
let lost: Circle;
let about: About;
const tokens: Record<string, string | undefined> = {};

const members = (therapist: DemoName, related: "fatima" | "youssef") => ({
  therapist: idOf(therapist),
  leaver,
  related: { account: idOf(related), via: linkOf(related).id },
});

async function setStage() {
  stage = await startStage();
  gateway = await stage.gateway();
  circles = createCircles(stage, gateway);
  const other = randomUUID() as AccountId;
  await stage.accounts.put(recordOf("sanne", { id: other, name: "Iris Dekker" }));
  await stage.accounts.put(recordOf("sanne", { id: leaver, name: "Bas de Wit" }));
  await stage.accounts.relate(leaver, idOf("emma"));
  await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
  lost = await circles.start(members("daan", "youssef"));
  open = await circles.start(members("sanne", "fatima"));
  about = await circles.startAbout({ asked: false });
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
  tokens.oth = await stage.token(other);
  tokens.lef = await stage.token(leaver);
  const session = newSession();
  tokens.rev = await stage.token(idOf("sanne"), { session });
  await stage.accounts.endSession(session);
  const target = { circle: open, about };
  await until(
    "the session has ended",
    async () => (await ask("list-conversations", target, tokens.rev)).status === 401,
  );
}

const routeOf = (call: string) => {
  const route = ofRealtime.find(({ id }) => id === call.split(":")[0]);
  if (!route) throw new Error(`The contract has no route ${call} of realtime`);
  return route;
};

function ask(call: string, { circle, about }: Target, token: string | undefined): Promise<Response> {
  const route = routeOf(call);
  const params: Record<string, string> = {
    conversationId: ABOUT.includes(route.id) ? about.c : circle.c,
    attachmentId: call.endsWith(":unsent") || route.method === "delete" ? circle.unsent : circle.sent,
    proposalId: circle.proposal,
    requestId: about.request,
  };
  const isUpload = route.id === "upload-attachment";
  const body = isUpload ? "Hallo" : JSON.stringify((bodies[call] ?? bodies[route.id])?.({ circle, about }));
  return fetch(
    `${gateway.url}${route.path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? "")}${queries[call] ?? ""}`,
    {
      method: route.method.toUpperCase(),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": isUpload ? "application/octet-stream" : "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
    },
  );
}

/** What a call could change is made anew for each. */
async function targetOf(call: string, column: string): Promise<Target> {
  const { method, access, params, id } = routeOf(call);
  const former = column === "for" || column === "frp";
  if (method === "get" || access === "service" || !params) return { circle: former ? lost : open, about };
  if (ABOUT.includes(id)) return { circle: open, about: await circles.startAbout({ asked: id !== "request-access" }) };
  return {
    circle: former ? lost : await circles.start(members("sanne", "fatima"), { files: id === "remove-attachment" }),
    about,
  };
}

const withoutRequestId = async (response: Response) => ({ ...((await response.json()) as object), requestId: "" });

async function answerTo(call: string, column: string): Promise<string> {
  const target = await targetOf(call, column);
  const answer = await ask(call, target, tokens[column]);
  if (answer.status === 404) {
    const absent = await fetch(`${gateway.url}/realtime/v1/nothing`);
    expect(await withoutRequestId(answer)).toEqual(await withoutRequestId(absent));
  }
  if (!answer.ok) return String(answer.status);
  const c = ABOUT.includes(routeOf(call).id) ? target.about.c : target.circle.c;
  return /^(list|search)-/.test(call) && !(await answer.text()).includes(c) ? "none" : "ok";
}

test("every route of the conversations service has a line", () => {
  expect(new Set(rows.map(({ route }) => route))).toEqual(new Set(ofRealtime.map(({ id }) => id)));
});

describe("V-01 V-02 V-05 V-06 V-07 R-05 R-06 T-06 who reaches which route of the conversations service", () => {
  test("each line of the table", { timeout: 180_000 }, async ({ task }) => {
    await setStage();
    task.meta.cells = rows.length * columns.length;
    for (const { call, answers } of rows) {
      const got: string[] = [];
      for (const column of columns) got.push(await answerTo(call, column));
      const show = (words: string[]) => columns.map((column, index) => `${column} ${words[index]}`).join(", ");
      expect.soft(`${call}: ${show(got)}`).toBe(`${call}: ${show(answers)}`);
    }
    const escalated = await circles.startAbout();
    await stage.pool.query(
      "UPDATE access_request SET state = 'escalated', escalated_at = now(), escalated_why = 'unanswered' WHERE id = $1",
      [escalated.request],
    );
    // Who is online is known once a gateway has noted it for a while.
    await stage.pool.query(
      "INSERT INTO gateway_beat (gateway, online, since, at) VALUES (gen_random_uuid(), 0, now() - interval '5 minutes', now())",
    );
    for (const { id } of ofRealtime.filter(({ access }) => access === "service")) {
      const answer = await ask(id, { circle: open, about: escalated }, INTERNAL_TOKEN);
      expect(answer.ok, id).toBe(true);
    }
  });
});
