import { randomUUID } from "node:crypto";
import { mayPropose } from "@kring/domain";
import {
  type AccountId,
  type ConversationId,
  type ConversationsEvent,
  type ParticipantProposal,
  type ParticipantProposalId,
  Refused,
} from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import { addParticipant } from "./add-participant.ts";
import type { ConversationChange } from "./conversation-change.ts";
import { lockOwnPart, partyOf } from "./own-part.ts";
import { closeProposals, findProposal, insertProposal, readProposals } from "./proposal.store.ts";

/** V-02: a related person who isn't manager proposes somebody to who manages it now. */
export async function proposeParticipant(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  { whom, note }: Pick<ParticipantProposal, "whom" | "note">,
): Promise<ConversationChange> {
  const { conversation, own, standing } = await lockOwnPart(client, viewer, c);
  const { kind, via } = await partyOf(client, own);
  const manager = conversation.parts.find(({ handle }) => handle === conversation.manager);
  if (kind !== "related-person" || !via || !manager || standing.manages) throw new Refused("not-found");
  if (!mayPropose(standing)) throw new Refused("conversation-closed");

  const means = whom === null ? null : whom === "client" ? via.clientId : via.inviterId;
  if (conversation.parts.some(({ accountId }) => accountId === means)) throw new Refused("already-there");
  const waiting = (await readProposals(client, c)).filter(({ by }) => by === own.handle);
  const isSame = (other: (typeof waiting)[number]) =>
    means === null ? other.means === null && other.note === note : other.means === means;
  if (waiting.some(isSame)) throw new Refused("already-asked");

  const id = randomUUID() as ParticipantProposalId;
  await insertProposal(client, c, { id, by: own.handle, whom, note });
  await appendEvent<ConversationsEvent>(pgExecutor(client), {
    type: "participant-proposed.v1",
    payload: { conversationId: c, managerId: manager.accountId },
  });
  return { c, entries: [], changed: [own.handle, manager.handle] };
}

/** The manager adds whom it means, by the rules for adding; or it is set aside, by the manager or by who proposed it. */
export async function answerProposal(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  { id, answer }: { id: ParticipantProposalId; answer: "add" | "set-aside" },
): Promise<ConversationChange> {
  if (answer === "set-aside") return setAside(client, viewer, c, id);
  // Ties are held before the conversation is locked, so this is read first; a proposal never comes to mean another.
  const account = (await findProposal(client, c, id))?.means;
  if (!account) throw new Refused("not-found");
  const change = await addParticipant(client, viewer, c, { account }, () => demandOpen(client, c, id));
  return change;
}

async function setAside(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  id: ParticipantProposalId,
): Promise<ConversationChange> {
  const { conversation, own, standing } = await lockOwnPart(client, viewer, c);
  const by = (await findProposal(client, c, id))?.by;
  if (!by || (by !== own.handle && !standing.manages)) throw new Refused("not-found");
  if (standing.closed) throw new Refused("conversation-closed");
  await demandOpen(client, c, id);
  await closeProposals(client, [id], "set-aside");
  return { c, entries: [], changed: [by, ...(conversation.manager ? [conversation.manager] : [])] };
}

/** Under the lock: of two answers one comes second. */
async function demandOpen(client: PoolClient, c: ConversationId, id: ParticipantProposalId): Promise<void> {
  const open = (await readProposals(client, c)).some((proposal) => proposal.id === id);
  if (!open) throw new Refused("already-done");
}
