import { readInbox } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import type { Browser } from "./browser.ts";
import type { World } from "./world.ts";

export const idOf = (person: DemoName) => demoPeople[person].accountId;
export const onClient = (client: DemoName) => `/api/v1/clients/${idOf(client)}`;
export const onRelation = (client: DemoName, professional: DemoName) =>
  `${onClient(client)}/relations/${idOf(professional)}`;

export const setSetting = (world: World, key: string, value: boolean) =>
  world.sql(
    `INSERT INTO setting (key, value) VALUES ($1, $2::text::jsonb)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [key, JSON.stringify(value)],
  );

/** The tools of a client that this professional guides, by id. */
export const guidedBy = async (world: World, client: DemoName, professional: DemoName): Promise<string[]> => {
  const rows = await world.sql("SELECT id FROM tool WHERE client_id = $1 AND guide_id = $2 ORDER BY assigned_at, id", [
    idOf(client),
    idOf(professional),
  ]);
  return rows.map(({ id }) => String(id));
};

export const isRelated = async (world: World, client: DemoName, professional: DemoName): Promise<boolean> => {
  const rows = await world.sql(
    "SELECT id FROM relation WHERE client_id = $1 AND professional_id = $2 AND ended_at IS NULL",
    [idOf(client), idOf(professional)],
  );
  return rows.length > 0;
};

/** Kinds in somebody's inbox, latest first. */
export const kindsIn = async (browser: Browser): Promise<string[]> =>
  (await browser.get("/api/v1/inbox?limit=50")).as(readInbox.response).notifications.map(({ kind }) => kind);

/** Breaks a relation as the dialog does: it names what becomes unguided. */
export async function breakRelation(world: World, browser: Browser, client: DemoName, professional: DemoName) {
  const unguidedToolIds = await guidedBy(world, client, professional);
  return browser.post(`${onRelation(client, professional)}/ending`, { unguidedToolIds });
}

export const logged = async (world: World, client: DemoName): Promise<string[]> => {
  const rows = await world.sql(
    "SELECT action FROM log_line WHERE client_id = $1 AND action NOT LIKE 'viewed-%' ORDER BY id",
    [idOf(client)],
  );
  return rows.map(({ action }) => String(action));
};
