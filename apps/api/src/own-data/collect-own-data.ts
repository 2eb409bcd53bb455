import { readCircle } from "../circle/index.ts";
import { readOwnHistory } from "../contact-history/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { listLinks, listOwnRelatedPersons } from "../link/index.ts";
import { readInboxPage } from "../notification/index.ts";
import { readOwnPreferences } from "../notification-preference/index.ts";
import { listDevices } from "../push/index.ts";
import { listSessions } from "../session/index.ts";
import { listOwnTasks } from "../task/index.ts";
import { listOwnTools, readOwnTool } from "../tool/index.ts";

export type OwnPartName =
  | "account"
  | "devices"
  | "tasks"
  | "notifications"
  | "notification-preferences"
  | "push-devices"
  | "circle"
  | "related-persons"
  | "contact-history"
  | "links"
  | "tools";

/** A part of somebody's data: a file of its own, in the form in which their pages get it. */
export interface OwnPart {
  name: OwnPartName;
  content: unknown;
}

interface Paged<Item> {
  items: Item[];
  next: string | null;
}

const PAGE = 100;

/** Follows the pages to the end. */
async function all<Item>(read: (page: { cursor?: string; limit: number }) => Promise<Paged<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await read(cursor === undefined ? { limit: PAGE } : { cursor, limit: PAGE });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}

/**
 * what the accounts service has of the caller, read by what their own pages read: nobody else appears in it otherwise than
 * there.
 */
export async function* collectOwnData(deps: Deps, caller: Caller): AsyncGenerator<OwnPart> {
  const { db } = deps.database;
  const { account } = caller;
  const { id, email, language, secondFactorOn } = account.signIn;
  yield {
    name: "account",
    content: { name: account.name, kind: account.kind, roles: account.roles, email, language, secondFactorOn },
  };
  yield {
    name: "devices",
    content: (await listSessions(db, id)).map(({ userAgent, createdAt }) => ({ userAgent, createdAt })),
  };
  yield { name: "tasks", content: await listOwnTasks(deps, caller) };
  yield {
    name: "notifications",
    content: await all(async (page) => {
      const { notifications, next } = await readInboxPage(db, account.id, page);
      return { items: notifications, next };
    }),
  };
  yield { name: "notification-preferences", content: await readPreferencesInClocks(deps, caller) };
  // Whoever has the whole address and the keys of a device can push to it: a file that is kept for years holds neither.
  yield {
    name: "push-devices",
    content: (await listDevices(db, account.id)).map(({ endpoint, createdAt }) => ({
      pushService: new URL(endpoint).host,
      createdAt,
    })),
  };
  if (account.kind === "client") yield* collectOfClient(deps, caller);
  if (account.kind === "related-person") yield { name: "links", content: await listLinks(deps, caller) };
  if (account.kind !== "professional") yield { name: "tools", content: await readTools(deps, caller) };
}

async function* collectOfClient(deps: Deps, caller: Caller): AsyncGenerator<OwnPart> {
  yield { name: "circle", content: await readCircle(deps, caller) };
  yield { name: "related-persons", content: await listOwnRelatedPersons(deps, caller) };
  yield {
    name: "contact-history",
    content: await all(async (page) => {
      const { lines, next } = await readOwnHistory(deps.database.db, caller, page);
      return { items: lines, next };
    }),
  };
}

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** As the page shows them: quiet hours by the clock, and nothing of a channel that does not tell of a kind. */
async function readPreferencesInClocks({ database }: Deps, { account }: Caller) {
  const { groups, quiet, timeZone, discreet } = await readOwnPreferences(database.db, account);
  return {
    groups: groups.map(({ group, kinds }) => ({
      group,
      kinds: kinds.map(({ push, ...one }) => (push === null ? one : { ...one, push })),
    })),
    quiet: quiet && { from: clockOf(quiet.from), until: clockOf(quiet.until) },
    timeZone,
    discreet,
  };
}

async function readTools(deps: Deps, caller: Caller) {
  const tools = [];
  for (const { id } of await listOwnTools(deps, caller)) tools.push(await readOwnTool(deps, caller, id));
  return tools;
}
