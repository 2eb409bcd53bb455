/**
 * V-06 A participant whose relation or link record ends drops out at once; with fewer than two left the conversation is
 * closed; a vanished manager's place goes to the client if in it, else a related professional in it, else nobody.
 * R-09 A deactivated client account closes its conversations; what was said stays with those who are in them.
 */
import type { AccountId, AccountKind, Handle, LinkId } from "../contract/index.ts";

/** A participation that still lasts, or whose history is still kept. */
export interface OpenPart {
  handle: Handle;
  accountId: AccountId;
  kind: AccountKind;
  viaLink: LinkId | null;
  joinedSeq: number;
}

/** The ties that stand, as the directory knows them. */
export interface StandingTies {
  isActive(account: AccountId): boolean;
  isRelated(professional: AccountId, client: AccountId): boolean;
  /** The link's related person, client and inviter; null when it has ended. */
  link(id: LinkId): { clientId: AccountId; inviterId: AccountId; inviterKind: "client" | "therapist" } | null;
}

/** What has to change in one conversation. */
export interface EndedParts {
  /** Parts that end now, in the order in which their `left` entries are numbered. */
  ended: Handle[];
  /** Parts that ended by leaving, whose history is lost with the tie now (V-07). */
  forgotten: Handle[];
  /** The manager afterwards. */
  manager: Handle | null;
  closes: boolean;
}

/**
 * Whose part in a conversation can no longer stand? A professional in a conversation about a client needs the relation
 * with that client; a related person their link; anybody but a client an active account. A client who is deactivated
 * stays, so that nothing tells why it is closed and nothing is lost when they come back.
 */
export function endParticipations(
  conversation: { about: AccountId | null; manager: Handle | null; parts: OpenPart[]; kept?: readonly OpenPart[] },
  ties: StandingTies,
): EndedParts {
  const { about, parts } = conversation;

  const stands = (part: OpenPart): boolean => {
    if (part.kind === "client") return about === part.accountId;
    if (!ties.isActive(part.accountId)) return false;
    if (part.kind === "related-person") return part.viaLink !== null && ties.link(part.viaLink) !== null;
    return about === null || ties.isRelated(part.accountId, about);
  };

  const ended = parts.filter((part) => !stands(part)).map((part) => part.handle);
  const left = parts.filter((part) => !ended.includes(part.handle));
  const closes = left.length < 2 || (about !== null && !ties.isActive(about));
  const forgotten = (conversation.kept ?? []).filter((part) => !stands(part)).map((part) => part.handle);
  return { ended, forgotten, manager: successor(conversation.manager, left, ties, about), closes };
}

/** Who leads the conversation among those who are left. */
function successor(
  manager: Handle | null,
  left: OpenPart[],
  ties: StandingTies,
  about: AccountId | null,
): Handle | null {
  if (manager === null || left.some((part) => part.handle === manager)) return manager;
  const client = left.find((part) => part.kind === "client");
  if (client) return client.handle;
  const professional = left
    .filter((part) => part.kind === "professional" && (about === null || ties.isRelated(part.accountId, about)))
    .sort((a, b) => a.joinedSeq - b.joinedSeq || (a.handle < b.handle ? -1 : 1))[0];
  return professional?.handle ?? null;
}
