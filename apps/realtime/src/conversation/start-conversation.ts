import { randomUUID } from "node:crypto";
import { decideStart, type OpenPart } from "@kring/domain";
import {
  type AccountId,
  type ConversationId,
  type ConversationsEvent,
  type Partner,
  Refused,
} from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import type { ConversationChange } from "./conversation-change.ts";
import { insertConversation, newHandle } from "./participation.store.ts";
import { holdParties, type NewParticipant, resolvePartner } from "./parties.store.ts";

export interface NewConversation {
  id?: ConversationId;
  /** Starts and manages it. */
  manager: NewParticipant;
  others: readonly NewParticipant[];
  topic: string | null;
}

/** V-01: starts a conversation within a transaction. What may not be is not found. */
export async function startConversation(
  client: PoolClient,
  { id = randomUUID() as ConversationId, manager, others, topic }: NewConversation,
): Promise<ConversationChange> {
  const held = await holdParties(client, [manager, ...others]);
  const [starter, ...partners] = held?.parties ?? [];
  if (!held || !starter) throw new Refused("not-found");
  const decision = decideStart(starter, partners, held.ties);
  if (decision === "refused") throw new Refused("not-found");
  const { about } = decision;

  const parts = held.parties.map(
    ({ accountId, kind, via }): OpenPart => ({
      handle: newHandle(),
      accountId,
      kind,
      viaLink: via?.linkId ?? null,
      joinedSeq: 0,
    }),
  );
  await insertConversation(client, { id, topic, about }, parts);
  const outbox = pgExecutor(client);
  for (const { accountId } of parts) {
    await appendEvent<ConversationsEvent>(outbox, {
      type: "participant-joined.v1",
      payload: { conversationId: id, accountId, byOwnAct: accountId === starter.accountId },
    });
  }
  if (starter.kind === "professional" && about !== null) {
    await appendEvent<ConversationsEvent>(outbox, {
      type: "conversation-started.v1",
      payload: { conversationId: id, accountId: starter.accountId, clientId: about },
    });
  }
  const added = parts.map(({ accountId }) => accountId);
  return { c: id, entries: [], added, views: about === null || added.includes(about) ? [] : [about] };
}

/** The same, by somebody who names their partners as they know them. */
export async function startWithPartners(
  client: PoolClient,
  viewer: AccountId,
  { topic, partners }: { topic: string | null; partners: readonly Partner[] },
): Promise<ConversationChange> {
  const others: NewParticipant[] = [];
  const own = new Set<NewParticipant["via"]>();
  for (const partner of partners) {
    const resolved = await resolvePartner(client, viewer, partner);
    if (!resolved) throw new Refused("not-found");
    others.push(resolved.participant);
    own.add(resolved.own);
  }
  // A related person takes part via one link, and means everybody by that.
  const [via] = own;
  if (own.size !== 1) throw new Refused("not-found");
  return startConversation(client, { manager: { account: viewer, ...(via ? { via } : {}) }, others, topic });
}
