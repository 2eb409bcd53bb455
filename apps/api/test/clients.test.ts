import {
  type AccountId,
  ClientDetails,
  ClientHead,
  createClient,
  listClients,
  listClientTools,
  readClientProfessionals,
  readClientTool,
  subjects,
} from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { connectNats, createLogger } from "@kring/service-kit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { natsUrl } from "./nats.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let noor: Browser;
let sanne: Browser;
let daan: Browser;
beforeAll(async () => {
  world = await startWorld();
  [noor, sanne, daan] = await Promise.all([world.signedIn("noor"), world.signedIn("sanne"), world.signedIn("daan")]);
});

const { emma, lucas } = demoPeople;
const NOBODY = "00000000-0000-4000-8000-00000000ffff";
const list = async (browser: Browser, query = "") =>
  (await browser.get(`/api/v1/clients${query}`)).as(listClients.response);
const names = async (browser: Browser, query = "") => (await list(browser, query)).clients.map(({ name }) => name);

let made = 0;
const create = async (name: string, clientNumber = `C-${++made}`): Promise<AccountId> => {
  const body = { name, email: `client${++made}@post.example`, born: "1991-01-02", clientNumber };
  return (await noor.post("/api/v1/clients", body)).as(createClient.response).id;
};
const actions = async (clientId: string) =>
  (await world.sql("SELECT action FROM log_line WHERE client_id = $1 ORDER BY id", [clientId])).map(
    ({ action }) => action,
  );

describe("R-04, R-05 the list of clients", () => {
  it("holds a therapist's own caseload, and every client for a secretary", async () => {
    expect(await list(sanne)).toMatchObject({
      clients: [{ id: emma.accountId, name: emma.name, clientNumber: "20431", state: "active", therapists: 1 }],
      next: null,
    });
    expect((await list(sanne)).clients[0]?.since).toBeTypeOf("number");
    expect(await names(noor)).toEqual([]);
    expect(await names(noor, "?scope=all")).toEqual(expect.arrayContaining([emma.name, lucas.name]));
  });

  it("can't be widened by who is no secretary", async () => {
    for (const person of ["sanne", "ruben", "emma", "fatima"] satisfies DemoName[]) {
      const browser = await world.signedIn(person);
      for (const scope of ["all", "without-therapist"]) {
        expect(await browser.get(`/api/v1/clients?scope=${scope}`)).toMatchObject({ status: 404, code: "not-found" });
      }
    }
    expect((await (await world.signedIn("emma")).get("/api/v1/clients")).code).toBe("not-found");
  });

  it("is searched by part of a name or a whole client ID, within the viewer's reach only", async () => {
    await create("Jörgen Überholt", "7");
    expect(await names(noor, "?scope=all&find=JORGEN")).toEqual(["Jörgen Überholt"]);
    expect(await names(noor, "?scope=all&find=7")).toEqual(["Jörgen Überholt"]);
    expect(await names(sanne, "?find=20431")).toEqual([emma.name]);
    expect(await names(sanne, "?find=meij")).toEqual([]);
    const [theirs, nobodys] = [await sanne.get("/api/v1/clients?find=7"), await sanne.get("/api/v1/clients?find=8")];
    const withoutRequest = ({ text }: { text: string }) => text.replace(/"requestId":"[^"]+"/, "");
    expect(theirs).toMatchObject({ status: 400, code: "invalid-input" });
    expect(withoutRequest(theirs)).toBe(withoutRequest(nobodys));
    expect((await noor.get("/api/v1/clients?scope=all&find=Jo")).code).toBe("invalid-input");
    expect(await names(noor, "?scope=all&find=%25%25%25")).toEqual([]);
  });

  it("goes on page by page, by name, without gaps or repeats", async () => {
    for (const name of ["Zoë A", "Zoë A", "Zoë B", "Zoë C"]) await create(name);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(
        noor,
        `?scope=all&find=zoe&limit=2${cursor === null ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...page.clients.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
    expect((await noor.get("/api/v1/clients?scope=all&cursor=bm9wZQ")).code).toBe("invalid-input");
  });
});

it("T-07 who is left without any therapist is on the secretary's list until one is related", async () => {
  const id = await create("Noa Alleen");
  expect(await names(noor, "?scope=without-therapist&find=noa")).toEqual(["Noa Alleen"]);
  await world.sql("INSERT INTO relation (professional_id, client_id) VALUES ($1, $2)", [demoPeople.daan.accountId, id]);
  expect(await names(noor, "?scope=without-therapist&find=noa")).toEqual([]);
  await world.sql("UPDATE relation SET ended_at = now() WHERE client_id = $1", [id]);
  expect(await names(noor, "?scope=without-therapist&find=noa")).toEqual(["Noa Alleen"]);
});

describe("the head of a client account", () => {
  const head = async (browser: Browser, id: string = emma.accountId) =>
    (await browser.get(`/api/v1/clients/${id}`)).as(ClientHead);

  it("T-06, P-04: shows who is related everything, with the number of related persons whom the client invited", async () => {
    expect(await head(sanne)).toMatchObject({
      name: emma.name,
      born: "1996-02-14",
      ground: "relation",
      relatedPersons: 2,
      can: { changeDetails: false, assignTools: true, deactivate: false },
    });
    expect((await head(sanne)).sections).toHaveLength(8);
    expect(await actions(emma.accountId)).toContain("viewed-account");
  });

  it("R-05: shows a secretary what relations are arranged with, and no number", async () => {
    expect(await head(noor)).toMatchObject({
      ground: "secretary",
      since: null,
      sections: ["professionals", "tools", "details"],
      relatedPersons: null,
      can: { changeDetails: true, correctEmail: false, assignTools: false, deactivate: true },
    });
  });

  it("R-04: is not there for anybody else, absent or hidden alike", async () => {
    const withoutRequest = ({ text }: { text: string }) => text.replace(/"requestId":"[^"]+"/, "");
    for (const browser of [daan, await world.signedIn("ruben"), await world.signedIn("emma")]) {
      for (const [method, path, body] of [
        ["GET", "", undefined],
        ["GET", "/details", undefined],
        ["PUT", "/details", { name: "Mine now" }],
        ["POST", "/invitation", undefined],
        ["DELETE", "/invitation", undefined],
        ["POST", "/deactivation", undefined],
        ["POST", "/reactivation", undefined],
      ] as const) {
        const hidden = await browser.send(method, `/api/v1/clients/${emma.accountId}${path}`, body);
        const absent = await browser.send(method, `/api/v1/clients/${NOBODY}${path}`, body);
        expect(hidden).toMatchObject({ status: 404, code: "not-found" });
        expect(withoutRequest(hidden)).toBe(withoutRequest(absent));
      }
    }
  });

  it("Q-04: temporary access reads it, and writes nowhere", async () => {
    await world.sql(
      `WITH s AS (INSERT INTO client_search (professional_id, motivation, searched_by, result_ids) VALUES ($1, 'illness', 'name', '{}') RETURNING id)
       INSERT INTO temporary_access (client_id, professional_id, search_id, until)
       SELECT $2, $1, id, now() + interval '1 hour' FROM s`,
      [demoPeople.daan.accountId, emma.accountId],
    );
    expect(await head(daan)).toMatchObject({
      ground: "temporary-access",
      can: { assignTools: false, endTemporaryAccess: true },
    });
    for (const [method, path, body] of [
      ["PUT", "/details", { name: "Mine now" }],
      ["POST", "/invitation", undefined],
      ["DELETE", "/invitation", undefined],
      ["POST", "/deactivation", undefined],
      ["POST", "/reactivation", undefined],
    ] as const) {
      const answer = await daan.send(method, `/api/v1/clients/${emma.accountId}${path}`, body);
      expect(answer).toMatchObject({ status: 403, code: "read-only" });
    }
    const [line] = await world.sql(
      "SELECT ground, motivation FROM log_line WHERE client_id = $1 AND actor_id = $2 ORDER BY id DESC LIMIT 1",
      [emma.accountId, demoPeople.daan.accountId],
    );
    expect(line).toEqual({ ground: "temporary-access", motivation: "illness" });
    await world.sql("UPDATE temporary_access SET ended_at = now() WHERE client_id = $1", [emma.accountId]);
    expect((await daan.get(`/api/v1/clients/${emma.accountId}`)).code).toBe("not-found");
  });
});

describe("R-08 a client account", () => {
  it("is created by a secretary and nobody else", async () => {
    const body = { name: "Nieuw", email: "nieuw@post.example", born: "1990-01-01", clientNumber: "N-1" };
    for (const person of ["sanne", "ruben", "emma", "fatima"] satisfies DemoName[]) {
      expect((await (await world.signedIn(person)).post("/api/v1/clients", body)).code).toBe("not-found");
    }
  });

  it("exists once for an address and a client ID, also when two are created at once", async () => {
    const body = { name: "Dubbel", email: "dubbel@post.example", born: "1990-01-01" };
    const answers = await Promise.all(
      ["D-1", "D-2"].map((clientNumber) => noor.post("/api/v1/clients", { ...body, clientNumber })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.code).toBe("client-exists");
    const again = { ...body, email: emma.email, clientNumber: "D-3" };
    expect((await noor.post("/api/v1/clients", again)).code).toBe("client-exists");
    const number = { ...body, email: "anders@post.example", clientNumber: "20431" };
    expect((await noor.post("/api/v1/clients", number)).code).toBe("client-number-taken");
  });

  it.each([
    ["born", "0000-02-29"],
    ["born", "1991-02-30"],
    ["name", "\u200b\u200b"],
    ["name", "Jan\u202enesnaJ"],
    ["name", "Jan\nJansen"],
    ["name", "?!"],
  ])("takes no %s that is none: %j", async (field, value) => {
    const body = { name: "Jan Jansen", email: "jan@post.example", born: "1991-01-02", clientNumber: "J-1" };
    const answer = await noor.post("/api/v1/clients", { ...body, [field]: value });
    expect(answer).toMatchObject({ status: 400, code: "invalid-input" });
  });

  it("has details that a secretary corrects, each correction logged by its fields", async () => {
    const id = await create("Tikfout");
    const answer = await noor.put(`/api/v1/clients/${id}/details`, {
      name: "Goed",
      born: "1992-03-04",
      clientNumber: "G-9",
    });
    expect(answer.as(ClientDetails)).toMatchObject({
      name: "Goed",
      born: "1992-03-04",
      clientNumber: "G-9",
      activatedAt: null,
    });
    expect(answer.headers.get("kring-after")).toBeTruthy();
    const [line] = await world.sql("SELECT details FROM log_line WHERE client_id = $1 AND action = 'changed-details'", [
      id,
    ]);
    expect(line?.details).toEqual({ fields: ["name", "born", "clientNumber"] });
    expect((await noor.put(`/api/v1/clients/${id}/details`, { clientNumber: "20431" })).code).toBe(
      "client-number-taken",
    );
    expect((await noor.put(`/api/v1/clients/${id}/details`, { email: emma.email })).code).toBe("client-exists");
  });
});

describe("R-09 a deactivated client account", () => {
  it("ends sessions, tasks and mails, tells nobody why, and comes back when a secretary says so", async () => {
    const own = await world.signedIn("lucas");
    const id = lucas.accountId;
    const [tool] = await world.sql(
      "INSERT INTO tool (client_id, catalogue_key, guide_id) VALUES ($1, 'mood-diary', $2) RETURNING id",
      [id, demoPeople.daan.accountId],
    );
    await world.sql("INSERT INTO task (kind, assignee_id, client_id, tool_id) VALUES ('work-on-tool', $1, $1, $2)", [
      id,
      tool?.id,
    ]);
    let frames = 0;
    const nats = connectNats({
      url: natsUrl("realtime"),
      name: "test",
      logger: createLogger({ service: "test", level: "error" }),
    });
    nats.subscribe(subjects.account(demoPeople.daan.accountId), () => {
      frames += 1;
    });
    await until("the subscription stands", () =>
      nats.flush().then(
        () => true,
        () => false,
      ),
    );
    const before = await world.sql("SELECT count(*)::int AS n FROM notification");
    expect((await noor.post(`/api/v1/clients/${id}/deactivation`)).status).toBe(204);
    expect((await own.get("/api/v1/me")).code).toBe("not-signed-in");
    const signIn = { email: lucas.email, password: DEMO_PASSWORD };
    expect((await world.browser().post("/api/v1/sign-in", signIn)).status).toBe(401);
    expect(await world.sql("SELECT count(*)::int AS n FROM notification")).toEqual(before);
    expect(await world.sql("SELECT 1 FROM task WHERE client_id = $1 AND done_at IS NULL", [id])).toEqual([]);
    expect((await daan.get(`/api/v1/clients/${id}`)).as(ClientHead)).toMatchObject({
      state: "deactivated",
      can: { assignTools: false },
    });
    await until("the therapist's page reads again", () => frames > 0);
    await nats.close();
    expect((await noor.post(`/api/v1/clients/${id}/deactivation`)).code).toBe("not-found");

    expect((await noor.post(`/api/v1/clients/${id}/reactivation`)).status).toBe(204);
    expect((await world.browser().post("/api/v1/sign-in", signIn)).status).toBe(200);
    expect(await world.sql("SELECT kind FROM task WHERE tool_id = $1 AND done_at IS NULL", [tool?.id])).toEqual([
      { kind: "work-on-tool" },
    ]);
    expect(await actions(id)).toEqual(expect.arrayContaining(["deactivated-account", "reactivated-account"]));
  });

  it("offers nothing that it refuses: one reads, breaks a relation and reactivates, and that is all", async () => {
    const id = emma.accountId;
    const account = `/api/v1/clients/${id}`;
    const tools = async (who: Browser) => (await who.get(`${account}/tools`)).as(listClientTools.response);
    const waiting = (await tools(sanne)).tools.find(({ feedback }) => feedback === "waiting");
    const toolId = waiting?.id ?? "none waits";
    await noor.post(`${account}/deactivation`);

    for (const who of [sanne, noor]) {
      const { can, professionals } = (await who.get(`${account}/professionals`)).as(readClientProfessionals.response);
      expect(can).toEqual({ relate: null });
      expect(professionals.map((one) => one.can)).toEqual([
        { transferTools: false, breakRelation: true, transferClient: false },
      ]);
      expect((await tools(who)).can).toEqual({ assign: false });
      expect((await who.get(account)).as(ClientHead).can).toEqual({
        changeDetails: false,
        correctEmail: false,
        resendInvitation: false,
        withdrawInvitation: false,
        deactivate: false,
        reactivate: who === noor,
        assignTools: false,
        endTemporaryAccess: false,
        offerSecondFactorReset: false,
      });
      const refused: ["POST" | "PUT", string, unknown][] = [
        ["PUT", "/details", { name: "Emma" }],
        ["POST", "/relations", { professionalId: demoPeople.daan.accountId }],
        [
          "POST",
          `/relations/${demoPeople.sanne.accountId}/tools-transfer`,
          { to: demoPeople.daan.accountId, toolIds: [toolId] },
        ],
        ["POST", `/relations/${demoPeople.sanne.accountId}/transfer`, { to: demoPeople.daan.accountId, message: "" }],
        ["POST", "/tools", { catalogueKey: "stemming-per-week", guided: false }],
        ["PUT", `/tools/${toolId}/guide`, { guided: false }],
        ["POST", `/tools/${toolId}/feedback`, { after: "1", text: "Goed gedaan" }],
      ];
      for (const [method, path, body] of refused) {
        const answer = await who[method === "POST" ? "post" : "put"](`${account}${path}`, body);
        expect(`${method} ${path} ${answer.status} ${answer.code}`).toBe(`${method} ${path} 404 not-found`);
      }
    }
    const tool = (await sanne.get(`${account}/tools/${toolId}`)).as(readClientTool.response);
    expect(tool.can).toMatchObject({ giveFeedback: false, changeGuide: false });

    expect((await noor.post(`${account}/reactivation`)).status).toBe(204);
    expect((await sanne.get(account)).as(ClientHead).can.assignTools).toBe(true);
  });
});
