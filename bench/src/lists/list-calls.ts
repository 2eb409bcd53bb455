import type { Reader } from "./reader.ts";

/** Makes ready, and gives what asks once and says how many milliseconds it took. */
type List = (reader: Reader) => Promise<() => Promise<number>>;
type Kind = Parameters<Reader["become"]>[0];

/** How far to go for a page deep in a list: half of it, at most this many pages. */
const MOST_PAGES = 300;
/** Requests before another person goes on: nobody may ask more often in a minute. */
const PER_PERSON = 200;

const rowsOf = (body: unknown): unknown[] => {
  const list = Object.values(body as object).find((value) => Array.isArray(value));
  return Array.isArray(list) ? list : [];
};
const nextOf = (body: unknown): string | null => (body as { next?: string | null }).next ?? null;

function withQuery(path: string, query: Record<string, string>): string {
  return Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

async function askFull(reader: Reader, path: string): Promise<number> {
  const { milliseconds, body } = await reader.send("GET", path);
  if (rowsOf(body).length === 0) throw new Error(`${path} is empty: that measures nothing`);
  return milliseconds;
}

/** The first page, for somebody of this kind. */
const first =
  (kind: Kind, path: string, query: (reader: Reader) => Promise<Record<string, string>> = async () => ({})): List =>
  async (reader) => {
    const chosen = withQuery(path, await query(reader));
    await reader.become(kind);
    return () => askFull(reader, chosen);
  };

/** A page from the middle of the list. */
const deep =
  (kind: Kind, path: string, query: Record<string, string> = {}): List =>
  async (reader) => {
    const cursors: string[] = [];
    let page = withQuery(path, { ...query, limit: "100" });
    while (cursors.length < MOST_PAGES) {
      if (cursors.length % PER_PERSON === 0) await reader.become(kind);
      const next = nextOf((await reader.send("GET", page)).body);
      if (next === null) break;
      cursors.push(next);
      page = withQuery(path, { ...query, limit: "100", cursor: next });
    }
    const half = cursors.length < MOST_PAGES ? Math.floor(cursors.length / 2) : MOST_PAGES - 1;
    const cursor = cursors[half];
    if (cursor === undefined) throw new Error(`${path} has one page only`);
    await reader.become(kind);
    return () => askFull(reader, withQuery(path, { ...query, cursor }));
  };

async function someone(reader: Reader, from: string): Promise<string> {
  const [row] = await reader.query(`SELECT ${from}`);
  const value = row && Object.values(row)[0];
  if (typeof value !== "string") throw new Error(`Nobody was found by ${from}`);
  return value;
}

const MIDDLE = "FROM bench.client c WHERE i = (SELECT max(i) / 2 + 1 FROM bench.client)";
const clientId = (reader: Reader) => someone(reader, `id::text ${MIDDLE}`);
const therapistOf = (reader: Reader) =>
  someone(reader, `professional_id::text FROM relation WHERE client_id = (SELECT id ${MIDDLE}) AND ended_at IS NULL`);

/** As the therapist of a client in the middle; `path` is filled with that client. */
const inCaseload =
  (path: string): List =>
  async (reader) => {
    const filled = path.replace(":clientId", await clientId(reader));
    await reader.becomeThis(await therapistOf(reader));
    return () => askFull(reader, filled);
  };

/** Nobody may search more than 20 times an hour. */
const search =
  (by: string, from: string): List =>
  async (reader) => {
    const value = await someone(reader, from);
    const body = { motivation: "Belt in nood, eigen therapeut is weg", filter: { by, value } };
    let asked = 0;
    return async () => {
      if (asked % 15 === 0) await reader.become("therapist");
      asked += 1;
      return (await reader.send("POST", "/api/v1/client-searches", body)).milliseconds;
    };
  };

const scope = (name: string) => async () => ({ scope: name });

/** Every list that grows with the platform. */
export const lists: Record<string, List> = {
  "clients, all": first("secretary", "/api/v1/clients", scope("all")),
  "clients, all, deep": deep("secretary", "/api/v1/clients", { scope: "all" }),
  "clients, caseload": inCaseload("/api/v1/clients?scope=caseload"),
  "clients, without therapist": first("secretary", "/api/v1/clients", scope("without-therapist")),
  "clients, all, by whole name": first("secretary", "/api/v1/clients", async (reader) => ({
    scope: "all",
    find: await someone(reader, `first || ' ' || last ${MIDDLE}`),
  })),
  "clients, all, by family name": first("secretary", "/api/v1/clients", async (reader) => ({
    scope: "all",
    find: await someone(reader, `last ${MIDDLE}`),
  })),
  "clients, all, by three letters": first("secretary", "/api/v1/clients", async () => ({ scope: "all", find: "dui" })),
  "clients, all, by ID": first("secretary", "/api/v1/clients", async (reader) => ({
    scope: "all",
    find: await someone(reader, `'K' || (100000 + i) ${MIDDLE}`),
  })),
  "professionals, all": first("therapist", "/api/v1/professionals"),
  "professionals, secretaries": first("therapist", "/api/v1/professionals", async () => ({ role: "secretary" })),
  "professionals, by name": first("therapist", "/api/v1/professionals", async (reader) => ({
    name: await someone(reader, "last FROM bench.professional WHERE i = 7"),
  })),
  "client, head": async (reader) => {
    const path = `/api/v1/clients/${await clientId(reader)}`;
    await reader.becomeThis(await therapistOf(reader));
    return async () => (await reader.send("GET", path)).milliseconds;
  },
  "client, tools": inCaseload("/api/v1/clients/:clientId/tools"),
  "client, contact history": inCaseload("/api/v1/clients/:clientId/contact-history"),
  "log, unfiltered": first("application-manager", "/api/v1/log"),
  "log, unfiltered, deep": deep("application-manager", "/api/v1/log"),
  "log, one client": first("application-manager", "/api/v1/log", async (reader) => ({
    clientId: await clientId(reader),
  })),
  "log, one actor": first("application-manager", "/api/v1/log", async (reader) => ({
    actorId: await someone(reader, "id::text FROM bench.professional WHERE i = 5"),
  })),
  "log, temporary access": first("application-manager", "/api/v1/log", async () => ({ ground: "temporary-access" })),
  "log, a day a year ago": first("application-manager", "/api/v1/log", async () => {
    const day = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
    return { until: day };
  }),
  "other clients, by whole name": search("name", `first || ' ' || last ${MIDDLE}`),
  "other clients, by three letters": search("name", "'dui'"),
  "other clients, by date of birth": search(
    "born",
    `born::text FROM client_details d JOIN bench.client c ON c.id = d.account_id WHERE c.i = (SELECT max(i) / 2 + 1 FROM bench.client)`,
  ),
  "other clients, by ID": search("client-number", `'K' || (100000 + i) ${MIDDLE}`),
  "other clients, by e-mail address": search("email", `'client.' || i || '@bench.example' ${MIDDLE}`),
};
