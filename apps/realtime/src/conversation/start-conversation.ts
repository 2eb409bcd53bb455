import { randomUUID } from "node:crypto";
import { endParticipations, type OpenPart } from "@kring/domain";
import {
  type AccountId,
  type ConversationId,
  type ConversationsEvent,
  type LinkId,
  Refused,
} from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import { insertConversation, newHandle, readTies } from "./participation.store.ts";

/** Somebody who takes part; a related person via one of their link records. */
interface NewParticipant {
  account: AccountId;
  via?: LinkId;
}

export interface NewConversation {
  id?: ConversationId;
  manager: NewParticipant;
  others: readonly NewParticipant[];
  topic: string | null;
  about: AccountId | null;
}

/** Starts a conversation within a transaction. Refuses parts that could not stand: a tie that is absent, another's link. */
export async function startConversation(client: PoolClient, start: NewConversation): Promise<ConversationId> {
  const id = start.id ?? (randomUUID() as ConversationId);
  const wanted = [start.manager, ...start.others];
  const accounts = [...wanted.map(({ account }) => account), ...(start.about === null ? [] : [start.about])];
  const links = wanted.flatMap(({ via }) => via ?? []);
  // Held, so that a tie that ends meanwhile ends after this conversation can be found by it.
  const ties = await readTies(client, accounts, links, { hold: true });

  const parts = wanted.map(({ account, via }): OpenPart => {
    const kind = ties.kindOf(account);
    if (!kind || (via !== undefined && ties.personOf(via) !== account)) throw new Refused("not-found");
    return { handle: newHandle(), accountId: account, kind, viaLink: via ?? null, joinedSeq: 0 };
  });
  const manager = parts[0]?.handle;
  if (manager === undefined) throw new Refused("invalid-input");
  // V-05: with a related person it is about the client of their link, and about no other.
  const aboutOthers = links.some((link) => ties.link(link)?.clientId !== start.about);
  const { ended, closes } = endParticipations({ about: start.about, manager, parts }, ties);
  if (aboutOthers || ended.length > 0 || closes) throw new Refused("not-found");

  await insertConversation(client, { id, topic: start.topic, about: start.about, manager }, parts);
  for (const { accountId, handle } of parts) {
    await appendEvent<ConversationsEvent>(pgExecutor(client), {
      type: "participant-joined.v1",
      payload: { conversationId: id, accountId, byOwnAct: handle === manager },
    });
  }
  return id;
}
