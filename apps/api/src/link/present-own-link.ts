import { presentInvitation } from "@kring/domain";
import { InviterKind, LinkId, type OwnLink, type OwnLinkInvitation } from "@kring/domain/contract";
import type { OwnLinkRow } from "./link-store.ts";

export const presentOwnLink = (row: OwnLinkRow): OwnLink => {
  const kind = InviterKind.parse(row.inviterKind);
  return {
    id: LinkId.parse(row.id),
    client: { name: row.client.name },
    invitedBy: { kind, name: row.inviter.name },
    since: row.acceptedAt?.getTime() ?? 0,
    screenName: row.screenName,
    showsTyping: row.showsTyping,
    showsReceipts: row.showsReceipts,
  };
};

export const presentOwnInvitation = (row: OwnLinkRow): OwnLinkInvitation =>
  presentInvitation({
    id: row.id,
    clientName: row.client.name,
    inviterKind: InviterKind.parse(row.inviterKind),
    inviterName: row.inviter.name,
    createdAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt?.getTime() ?? 0,
  });
