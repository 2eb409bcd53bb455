import { randomUUID } from "node:crypto";
import { isLinkInvitationOpen } from "@kring/domain";
import { type Language, Refused } from "@kring/domain/contract";
import { createAccount, findActiveAccount } from "../account/index.ts";
import { lockClient } from "../client-account/index.ts";
import type { Change, Db } from "../database.ts";
import { appendLine } from "../log/index.ts";
import { hashLinkToken } from "../mailed-link.ts";
import { lockRelatedPersonOf } from "./link-store.ts";
import { findLinkByToken, type LinkRow, lockLink, writeOpenedFor } from "./record-store.ts";

/** An invitation that the link of a mail opens. */
export interface OpenedInvitation {
  linkId: string;
  /** Of the sign-in that opened it before, else the typed one. */
  email: string;
  language: Language;
}

/** What a token opens; null where it is not that of a related person's invitation that still waits. */
export async function findLinkInvitation(db: Db, token: string): Promise<OpenedInvitation | null> {
  const link = await findLinkByToken(db, hashLinkToken("related-person", token));
  return link && readOpen(db, link);
}

async function readOpen(db: Db, link: LinkRow): Promise<OpenedInvitation | null> {
  if (!link.typed || !isLinkInvitationOpen(link, Date.now())) return null;
  const account = link.relatedPersonId === null ? null : await findActiveAccount(db, link.relatedPersonId);
  return { linkId: link.id, email: account?.signIn.email ?? link.typed.email, language: link.language };
}

/** Locks an invitation that is to be opened; throws `link-expired` where it was answered, or ended, in the meantime. */
export async function lockLinkInvitation(db: Db, token: string): Promise<LinkRow> {
  const found = await findLinkByToken(db, hashLinkToken("related-person", token));
  if (!found) throw new Refused("link-expired");
  await lockClient(db, found.clientId);
  const link = await lockLink(db, found.id);
  if (!link || !isLinkInvitationOpen(link, Date.now())) throw new Refused("link-expired");
  return link;
}

/**
 * Gives the holder of the mail the related person's account of their sign-in, a new one only where it has none (P-05), and
 * notes whom the invitation was opened for. Nothing is accepted by it.
 */
export async function openForSignIn(change: Change, link: LinkRow, signInId: string): Promise<void> {
  const { db, executor } = change;
  const known = await lockRelatedPersonOf(db, signInId);
  const accountId = known ?? randomUUID();
  if (known === null) {
    const name = link.typed?.name ?? "";
    await createAccount(change, { id: accountId, signInId, kind: "related-person", roles: [], name });
    await appendLine(executor, {
      actor: { accountId, role: "related-person" },
      action: "activated-account",
      ground: "own-account",
    });
  }
  await writeOpenedFor(db, link.id, accountId);
}
