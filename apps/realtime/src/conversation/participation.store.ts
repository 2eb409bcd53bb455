import { randomBytes } from "node:crypto";
import type { OpenPart, StandingTies } from "@kring/domain";
import type { AccountId, AccountKind, ConversationId, Handle, InviterKind, LinkId } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";

/** A conversation under its lock, with those who still take part. */
export interface LockedConversation {
  id: ConversationId;
  about: AccountId | null;
  manager: Handle | null;
  closed: boolean;
  parts: OpenPart[];
}

/** 96 random bits: says nothing of who it is, when they came, or who they are elsewhere. */
export const newHandle = (): Handle => randomBytes(12).toString("base64url") as Handle;

/** Locks conversations in id order, as everything that changes them does, and reads them as they are then. */
export async function lockConversations(
  client: PoolClient,
  ids: readonly ConversationId[],
): Promise<LockedConversation[]> {
  await client.query("SELECT FROM conversation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE", [ids]);
  const { rows } = await client.query<
    { id: ConversationId; about_client: AccountId | null; manager: Handle | null; closed: boolean } & {
      handle: Handle | null;
      account_id: AccountId;
      kind: AccountKind;
      via_link: LinkId | null;
      joined_seq: number;
    }
  >(
    `SELECT c.id, c.about_client, c.manager, c.closed_at IS NOT NULL AS closed,
       p.handle, p.account_id, p.kind, p.via_link, p.joined_seq
     FROM conversation c LEFT JOIN participant p ON p.conversation_id = c.id AND p.to_seq IS NULL
     WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id, p.joined_seq, p.handle`,
    [ids],
  );
  return [...Map.groupBy(rows, (row) => row.id)].flatMap(([id, group]) => {
    const first = group[0];
    if (!first) return [];
    const parts = group.flatMap((row) =>
      row.handle === null
        ? []
        : {
            handle: row.handle,
            accountId: row.account_id,
            kind: row.kind,
            viaLink: row.via_link,
            joinedSeq: row.joined_seq,
          },
    );
    return { id, about: first.about_client, manager: first.manager, closed: first.closed, parts };
  });
}

/** The ties of these accounts and links as they stand; held until the end of the transaction where `hold` is set. */
export async function readTies(
  client: PoolClient,
  accounts: readonly AccountId[],
  links: readonly LinkId[],
  { hold = false } = {},
): Promise<
  StandingTies & { kindOf(account: AccountId): AccountKind | undefined; personOf(link: LinkId): AccountId | undefined }
> {
  const lock = hold ? "FOR SHARE" : "";
  const people = await client.query<{ id: AccountId; kind: AccountKind; active: boolean }>(
    `SELECT id, kind, active FROM account WHERE id = ANY ($1::uuid[]) ORDER BY id ${lock}`,
    [accounts],
  );
  const relations = await client.query<{ professional_id: AccountId; client_id: AccountId }>(
    `SELECT professional_id, client_id FROM relation
     WHERE professional_id = ANY ($1::uuid[]) ORDER BY professional_id, client_id ${lock}`,
    [accounts],
  );
  const records = await client.query<{
    id: LinkId;
    related_person_id: AccountId;
    client_id: AccountId;
    inviter_id: AccountId;
    inviter_kind: InviterKind;
  }>(
    `SELECT id, related_person_id, client_id, inviter_id, inviter_kind FROM link
     WHERE id = ANY ($1::uuid[]) AND active ORDER BY id ${lock}`,
    [links],
  );
  const accountsById = new Map(people.rows.map((row) => [row.id, row]));
  const related = new Set(relations.rows.map((row) => `${row.professional_id} ${row.client_id}`));
  const linksById = new Map(records.rows.map((row) => [row.id, row]));
  return {
    isActive: (account) => accountsById.get(account)?.active ?? false,
    isRelated: (professional, client) => related.has(`${professional} ${client}`),
    link: (id) => {
      const row = linksById.get(id);
      return row ? { clientId: row.client_id, inviterId: row.inviter_id, inviterKind: row.inviter_kind } : null;
    },
    kindOf: (account) => accountsById.get(account)?.kind,
    personOf: (link) => linksById.get(link)?.related_person_id,
  };
}

export async function insertConversation(
  client: PoolClient,
  conversation: { id: ConversationId; topic: string | null; about: AccountId | null; manager: Handle },
  parts: readonly OpenPart[],
): Promise<void> {
  const { id, topic, about, manager } = conversation;
  await client.query(
    "INSERT INTO conversation (id, topic, about_client, manager, started_by) VALUES ($1, $2, $3, $4, $4)",
    [id, topic, about, manager],
  );
  await client.query(
    `INSERT INTO participant (conversation_id, handle, account_id, kind, via_link)
     SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::text[], $5::uuid[])`,
    [
      id,
      parts.map((part) => part.handle),
      parts.map((part) => part.accountId),
      parts.map((part) => part.kind),
      parts.map((part) => part.viaLink),
    ],
  );
}

export async function changeManager(client: PoolClient, id: ConversationId, manager: Handle | null): Promise<void> {
  await client.query("UPDATE conversation SET manager = $2, roster_version = roster_version + 1 WHERE id = $1", [
    id,
    manager,
  ]);
}
