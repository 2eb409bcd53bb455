import { randomUUID } from "node:crypto";
import { AccessRequestId, AccountId, type RouteDefinition, routes } from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Browser } from "../browser.ts";
import { startConversationsFeed } from "../conversations-feed.ts";
import { startWorld, type World } from "../world.ts";
import { type Call, calls, ESCALATED } from "./calls.ts";
import { type Scene, type SceneOptions, setScene, standings } from "./scene.ts";
import { type Row, rows } from "./table.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Answers that were compared with the table; `npm run proof` adds them up. */
    cells?: number;
  }
}

const ofApi = routes.filter(({ service }) => service === "api");
let world: World;
let passwordHash: string;
/** Of one session: it is made to act as whoever calls. */
let cookies: [string, string][];
let revokedCookies: [string, string][];
let session: { id: unknown; token: unknown };
let cells = 0;

beforeAll(async () => {
  const conversations = await startConversationsFeed();
  const client = AccountId.parse(demoPeople.emma.accountId);
  conversations.escalated = [
    {
      ...{ id: AccessRequestId.parse(ESCALATED), clientId: client, professionalIds: [], declined: null },
      ...{ startedAt: 1, requestedAt: 2, escalatedAt: 3, why: "unanswered" },
    },
  ];
  world = await startWorld({ realtime: conversations.realtime });
  const [credential] = await world.sql("SELECT password FROM credential LIMIT 1");
  passwordHash = String(credential?.password);
  const browser = await world.signedIn("sanne");
  cookies = [...browser.cookies];
  const [started] = await world.sql("SELECT id, token FROM session");
  session = { id: started?.id, token: started?.token };
  const revoked = await world.signedIn("sanne");
  revokedCookies = [...revoked.cookies];
  await world.sql("DELETE FROM session WHERE id <> $1", [session.id]);
});

afterEach(({ task }) => {
  task.meta.cells = cells;
  cells = 0;
});

const definitionOf = ({ route }: Row): RouteDefinition => {
  const found = ofApi.find(({ id }) => id === route);
  if (!found) throw new Error(`The contract has no route ${route} of the api`);
  return found;
};

const deactivated: Record<string, "client" | "colleague"> = { "off-client": "client", "off-colleague": "colleague" };
const scene = (row: Row, options: SceneOptions): Promise<Scene> =>
  setScene(world.deps.database.pool, passwordHash, {
    ...options,
    invited: row.situation === "invited",
    deactivated: deactivated[row.situation ?? ""],
    relateRequests: row.situation === "requests",
    searching: row.situation !== "closed",
    inviting: row.situation !== "no-invites",
  });

/** A browser with the one session, acting as the caller of a scene. */
async function actAs({ caller, callerSignIn }: Scene): Promise<Browser> {
  await world.sql(
    `INSERT INTO session (id, token, sign_in_id, account_id, expires_at) VALUES ($1, $2, $3, $4, now() + interval '1 hour')
     ON CONFLICT (id) DO UPDATE SET sign_in_id = excluded.sign_in_id, account_id = excluded.account_id`,
    [session.id, session.token, callerSignIn, caller],
  );
  return withCookies(cookies);
}

function withCookies(kept: readonly [string, string][]): Browser {
  const browser = world.browser();
  for (const [name, value] of kept) browser.cookies.set(name, value);
  return browser;
}

function send(browser: Browser, { method, path }: RouteDefinition, call: Call, headers = {}): Promise<Answer> {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => call.params?.[name] ?? "");
  const query = call.query ? `?${new URLSearchParams(call.query)}` : "";
  return browser.send(method.toUpperCase(), `${filled}${query}`, call.body, headers);
}

/** The same call with ids of nothing; a route without ids is compared with an address that isn't one. */
async function askForNothing(browser: Browser, route: RouteDefinition, call: Call): Promise<Answer> {
  const ids = Object.entries(call.params ?? {}).filter(([, value]) => /^[0-9a-f-]{36}$/.test(value));
  if (ids.length === 0) return browser.get("/api/v1/nothing");
  return send(browser, route, {
    ...call,
    params: { ...call.params, ...Object.fromEntries(ids.map(([name]) => [name, randomUUID()])) },
  });
}

const withoutRequestId = ({ body }: Answer) => ({ ...(body as object), requestId: "" });

const words: Record<string, string> = { "read-only": "ro", "not-yourself": "you" };
function wordOf(answer: Answer, route: RouteDefinition): string {
  cells += 1;
  return answer.status === (route.status ?? 200) ? "ok" : (words[answer.code ?? ""] ?? String(answer.status));
}

async function answerTo(row: Row, options: SceneOptions): Promise<string> {
  const route = definitionOf(row);
  const set = await scene(row, options);
  const browser = await actAs(set);
  const call = callOf(row, set);
  const answer = await send(browser, route, call);
  if (answer.status === 404) {
    const absent = await askForNothing(browser, route, call);
    expect(withoutRequestId(answer), `${row.call} for ${options.caller}`).toEqual(withoutRequestId(absent));
  }
  return wordOf(answer, route);
}

function callOf(row: Row, set: Scene): Call {
  const make = calls[row.call];
  if (!make) throw new Error(`There is no call ${row.call}`);
  return make(set);
}

test("every route of the api has a line, and every call is used", () => {
  expect(new Set(rows.map(({ route }) => route))).toEqual(new Set(ofApi.map(({ id }) => id)));
  expect(new Set(rows.map(({ call }) => call))).toEqual(new Set(Object.keys(calls)));
  for (const row of rows) expect(definitionOf(row).access, row.call).toBe(row.access);
});

const lines = (access: Row["access"]) =>
  rows.filter((row) => row.access === access).map((row) => ({ row, call: row.call, situation: row.situation ?? "" }));

describe("R-04 R-05 R-06 T-06 Q-04 who reaches which route, as what kind of person", () => {
  test.each(lines("session"))("$call $situation", async ({ row }) => {
    const got: string[] = [];
    for (const caller of standings) got.push(await answerTo(row, { caller }));
    const own = row.own ? `${await answerTo(row, { caller: row.own.caller, own: true })}` : "-";
    const show = (first: string, others: readonly string[]) =>
      [`own: ${first}`, ...standings.map((standing, index) => `${standing}: ${others[index]}`)].join(", ");
    expect(show(own, got)).toBe(show(row.own?.answer ?? "-", row.answers));
  });

  test.each(lines("session"))(
    "$call $situation: nobody who is signed out or whose session was revoked",
    async ({ row }) => {
      const call = callOf(row, await scene(row, { caller: "related" }));
      for (const browser of [world.browser(), withCookies(revokedCookies)]) {
        cells += 1;
        expect(await send(browser, definitionOf(row), call)).toMatchObject({ status: 401, code: "not-signed-in" });
      }
    },
  );
});

describe("routes that are open, and routes between the services", () => {
  test.each(lines("public"))("$call $situation: the same for everybody", async ({ row }) => {
    for (const signedIn of [false, true]) {
      const set = await scene(row, { caller: "related" });
      const browser = signedIn ? await actAs(set) : world.browser();
      expect(wordOf(await send(browser, definitionOf(row), callOf(row, set)), definitionOf(row))).toBe(row.answers[0]);
    }
  });

  test.each(lines("service"))("$call: with the credential of the other service alone", async ({ row }) => {
    const route = definitionOf(row);
    const absent = withoutRequestId(await world.browser().get("/api/v1/nothing"));
    for (const caller of standings) {
      const set = await scene(row, { caller });
      const answer = await send(await actAs(set), route, callOf(row, set));
      cells += 1;
      expect(answer.status).toBe(404);
      expect(withoutRequestId(answer)).toEqual(absent);
    }
    const set = await scene(row, { caller: "related" });
    const headers = { authorization: `Bearer ${world.config.internalToken}` };
    expect(wordOf(await send(world.browser(), route, callOf(row, set), headers), route)).toBe("ok");
  });
});
