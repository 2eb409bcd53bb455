import { mayAdd, type Party } from "@kring/domain";
import { type AccountId, type ConversationId, type Partner, Refused } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import type { ConversationChange } from "./conversation-change.ts";
import { joinConversation } from "./join-conversation.ts";
import { lockManaged, type OwnPart, partyOf } from "./own-part.ts";
import { holdParties, type NewParticipant, resolvePartner } from "./parties.store.ts";
import { closeProposalsOf } from "./proposal.store.ts";
import { closeRequestsOfClient } from "./settle-requests.ts";

/** V-02: the manager adds somebody, named as they know them. Whom they may not add is not found. */
export async function addPartner(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  partner: Partner,
): Promise<ConversationChange> {
  const resolved = await resolvePartner(client, viewer, partner);
  if (!resolved) throw new Refused("not-found");
  return addParticipant(client, viewer, c, resolved.participant);
}

/** The same for somebody who is known already. Ties are held before the conversation is locked, as wherever both are. */
export async function addParticipant(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  wanted: NewParticipant,
  underLock: () => Promise<void> = async () => {},
): Promise<ConversationChange> {
  const held = await holdParties(client, [wanted]);
  const managed = await lockManaged(client, viewer, c);
  await underLock();
  const [party] = held?.parties ?? [];
  const { conversation, own } = managed;
  if (!held || !party || !mayAdd(await partyOf(client, own), party, conversation.about, held.ties)) {
    throw new Refused("not-found");
  }
  if (conversation.parts.some(({ accountId }) => accountId === party.accountId)) throw new Refused("already-there");
  return letIn(client, managed, party);
}

async function letIn(client: PoolClient, { conversation, own }: OwnPart, party: Party): Promise<ConversationChange> {
  const { id: c, about } = conversation;
  const joined = await joinConversation(client, conversation, party, { byOwnAct: false });
  const isClient = party.accountId === about;
  if (isClient) await closeRequestsOfClient(client, conversation, own.accountId);
  await closeProposalsOf(client, c, party.accountId);
  const views = about === null || conversation.parts.some(({ accountId }) => accountId === about) ? [] : [about];
  return { c, entries: [joined], added: [party.accountId], views };
}
