import { type ConversationStanding, mayManage, type Party } from "@kring/domain";
import { type AccountId, type ConversationId, Refused } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import { type LockedConversation, type LockedPart, lockConversations } from "./participation.store.ts";
import { readLinkEnds } from "./parties.store.ts";

/** A conversation under its lock, to somebody who takes part in it. */
export interface OwnPart {
  conversation: LockedConversation;
  own: LockedPart;
  standing: ConversationStanding;
}

/** Under the lock, so that whoever dropped out meanwhile is out. */
export async function lockOwnPart(client: PoolClient, viewer: AccountId, c: ConversationId): Promise<OwnPart> {
  const [conversation] = await lockConversations(client, [c]);
  return ownPartIn(conversation, viewer);
}

/** V-06: to who takes no part it isn't there. */
export function ownPartIn(conversation: LockedConversation | undefined, viewer: AccountId): OwnPart {
  const own = conversation?.parts.find((part) => part.accountId === viewer);
  if (!conversation || !own) throw new Refused("not-found");
  return { conversation, own, standing: standingOf(conversation, own) };
}

/** The same for what only the manager does, and only while it is open. */
export async function lockManaged(client: PoolClient, viewer: AccountId, c: ConversationId): Promise<OwnPart> {
  const part = await lockOwnPart(client, viewer, c);
  if (!part.standing.manages) throw new Refused("not-found");
  if (!mayManage(part.standing)) throw new Refused("conversation-closed");
  return part;
}

const standingOf = (conversation: LockedConversation, own: LockedPart): ConversationStanding => ({
  kind: own.kind,
  takesPart: true,
  manages: conversation.manager === own.handle,
  hasManager: conversation.manager !== null,
  others: conversation.parts.length - 1,
  closed: conversation.closed,
  showsName: own.showsName,
});

/** Somebody who takes part, with the link via which they do. */
export async function partyOf(client: PoolClient, { accountId, kind, viaLink }: LockedPart): Promise<Party> {
  const ends = viaLink === null ? undefined : (await readLinkEnds(client, [viaLink])).get(viaLink);
  const via = viaLink && ends ? { linkId: viaLink, clientId: ends.clientId, inviterId: ends.inviterId } : null;
  return { accountId, kind, via };
}
