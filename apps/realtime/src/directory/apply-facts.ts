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
import { createDirectoryStore, type DirectoryStore } from "./directory.store.ts";

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

  const professionals: AccountId[] = [];
  for (const event of events) {
    if (event.type === "relation-made.v1") await store.putRelations([event.payload]);
    if (event.type === "relation-ended.v1") {
      await store.removeRelation(event.payload);
      professionals.push(event.payload.professionalId);
    }
  }
  const dependent = await store.findDependent([...accounts, ...professionals], links);
  const showing = await store.findShowing(changedAccounts, changedLinks);
  return settle(client, store, dependent, showing);
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
  // All of them at once and in one order, as sending does.
  await lockConversations(client, [...new Set([...dependent, ...showing])]);
  const ended = await endPartsWithoutTies(client, dependent);
  await store.moveRosters(showing);
  return { ended, rosters: [...showing] };
}
