import type {
  AccountId,
  AccountsEvent,
  ConversationId,
  DirectoryRecords,
  DirectorySnapshot,
  LinkId,
} from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import { type ConversationChange, endPartsWithoutTies, lockConversations } from "../conversation/index.ts";
import { createDirectoryStore, type DirectoryStore, type Relation } from "./directory.store.ts";

/** What applying facts did; for the gateways, once it has committed. */
export interface Applied {
  ended: ConversationChange[];
  rosters: ConversationId[];
}

/** Accounts and links that a page of facts is about: their records are read before it is applied. */
export function idsOf(events: readonly AccountsEvent[]): { accounts: AccountId[]; links: LinkId[] } {
  const accounts = events.flatMap((event) => (event.type === "account-changed.v1" ? event.payload.accountId : []));
  const links = events.flatMap((event) => (event.type === "link-changed.v1" ? event.payload.linkId : []));
  return { accounts: [...new Set(accounts)], links: [...new Set(links)] };
}

/** Relations that ended within these events, that were made and stand, and that were made `again` after they had ended: new ones (T-03). */
function relationsOf(events: readonly AccountsEvent[]): { ended: Relation[]; made: Relation[]; again: Relation[] } {
  const ended = new Map<string, Relation>();
  const standing = new Map<string, Relation>();
  for (const { type, payload } of events) {
    if (type !== "relation-made.v1" && type !== "relation-ended.v1") continue;
    const { professionalId, clientId } = payload;
    const key = `${professionalId} ${clientId}`;
    if (type === "relation-ended.v1") {
      ended.set(key, { professionalId, clientId });
      standing.delete(key);
    } else standing.set(key, { professionalId, clientId });
  }
  const those = (again: boolean) => [...standing].filter(([key]) => ended.has(key) === again).map(([, one]) => one);
  return { ended: [...ended.values()], made: those(false), again: those(true) };
}

/** Applies a page of facts within a transaction; what depended on ties that are gone ends in the same one (V-06). */
export async function applyFacts(
  client: PoolClient,
  events: readonly AccountsEvent[],
  records: DirectoryRecords,
): Promise<Applied> {
  const store = createDirectoryStore(client);
  const { accounts, links } = idsOf(events);
  const changedAccounts = await store.putAccounts(records.accounts);
  const changedLinks = await store.putLinks(records.links);
  await store.forgetAccounts(absent(accounts, records.accounts));
  await store.deactivateLinks(absent(links, records.links));

  const { ended, made, again } = relationsOf(events);
  await store.putRelations(made);
  await store.removeRelations(ended);
  const dependent = await store.findDependent(accounts, links, ended);
  const showing = await store.findShowing(changedAccounts, changedLinks);
  const applied = await settle(client, store, dependent, showing);
  await store.putRelations(again);
  return applied;
}

/** Puts a snapshot in place of the whole directory, within a transaction. */
export async function applySnapshot(client: PoolClient, snapshot: DirectorySnapshot): Promise<Applied> {
  const store = createDirectoryStore(client);
  const { accounts, links, relations } = snapshot;
  const changedAccounts = await store.putAccounts(accounts);
  const changedLinks = await store.putLinks(links);
  await store.putRelations(relations);
  await store.endAllBut({ accounts: accounts.map(({ id }) => id), links: links.map(({ id }) => id), relations });
  const showing = await store.findShowing(changedAccounts, changedLinks);
  return settle(client, store, await store.findOpen(), showing);
}

const absent = <Id>(asked: readonly Id[], found: readonly { id: Id }[]): Id[] =>
  asked.filter((id) => !found.some((record) => record.id === id));

async function settle(
  client: PoolClient,
  store: DirectoryStore,
  dependent: readonly ConversationId[],
  showing: readonly ConversationId[],
): Promise<Applied> {
  if (dependent.length + showing.length === 0) return { ended: [], rosters: [] };
  // All of them at once and in one order, as sending does.
  await lockConversations(client, [...new Set([...dependent, ...showing])]);
  const ended = await endPartsWithoutTies(client, dependent);
  await store.moveRosters(showing);
  return { ended, rosters: [...showing] };
}
