import { randomBytes } from "node:crypto";
import type { OpenPart, Party, StandingTies } from "@kring/domain";
import type { AccountId, AccountKind, ConversationId, Handle, InviterKind, LinkId } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";

/** A part under the lock of its conversation. */
export interface LockedPart extends OpenPart {
  showsName: boolean;
}

/** A conversation under its lock, with those who still take part and the parts by which others read on. */
export interface LockedConversation {
  id: ConversationId;
  topic: string | null;
  about: AccountId | null;
  manager: Handle | null;
  head: number;
  closed: boolean;
  parts: LockedPart[];
  kept: LockedPart[];
}

/** Whose part, and where. */
export interface PartKey {
  c: ConversationId;
  handle: Handle;
}

/** 96 random bits: says nothing of who it is, when they came, or who they are elsewhere. */
export const newHandle = (): Handle => randomBytes(12).toString("base64url") as Handle;

/** Locks conversations in id order, as everything that changes them does, and reads them as they are then. */
export async function lockConversations(
  client: PoolClient,
  ids: readonly ConversationId[],
): Promise<LockedConversation[]> {
  await client.query("SELECT FROM conversation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE", [ids]);
  const { rows } = await client.query<LockedRow>(
    `SELECT c.id, c.topic, c.about_client, c.manager, c.head, c.closed_at IS NOT NULL AS closed,
       p.handle, p.account_id, p.kind, p.via_link, p.joined_seq, p.to_seq, p.shows_name
     FROM conversation c
     LEFT JOIN participant p ON p.conversation_id = c.id AND (p.to_seq IS NULL OR p.keeps_history)
     WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id, p.joined_seq, p.handle`,
    [ids],
  );
  return [...Map.groupBy(rows, (row) => row.id)].flatMap(([id, group]) => {
    const first = group[0];
    if (!first) return [];
    const readers = group.filter(isPart);
    return {
      id,
      topic: first.topic,
      about: first.about_client,
      manager: first.manager,
      head: first.head,
      closed: first.closed,
      parts: readers.filter((row) => row.to_seq === null).map(toPart),
      kept: readers.filter((row) => row.to_seq !== null).map(toPart),
    };
  });
}

interface PartRow {
  handle: Handle;
  account_id: AccountId;
  kind: AccountKind;
  via_link: LinkId | null;
  joined_seq: number;
  to_seq: number | null;
  shows_name: boolean;
}

type LockedRow = {
  id: ConversationId;
  topic: string | null;
  about_client: AccountId | null;
  manager: Handle | null;
  head: number;
  closed: boolean;
} & (PartRow | { [Column in keyof PartRow]: null });

const isPart = (row: LockedRow): row is LockedRow & PartRow => row.handle !== null;

const toPart = (row: PartRow): LockedPart => ({
  handle: row.handle,
  accountId: row.account_id,
  kind: row.kind,
  viaLink: row.via_link,
  joinedSeq: row.joined_seq,
  showsName: row.shows_name,
});

/** The ties of these accounts and links as they stand; held until the end of the transaction where `hold` is set. `clients`: relations with these alone. */
export async function readTies(
  client: PoolClient,
  accounts: readonly AccountId[],
  links: readonly LinkId[],
  { hold = false, clients = null }: { hold?: boolean; clients?: readonly AccountId[] | null } = {},
): Promise<
  StandingTies & { kindOf(account: AccountId): AccountKind | undefined; personOf(link: LinkId): AccountId | undefined }
> {
  const lock = hold ? "FOR SHARE" : "";
  const people = await client.query<{ id: AccountId; kind: AccountKind; active: boolean }>(
    `SELECT id, kind, active FROM account WHERE id = ANY ($1::uuid[]) ORDER BY id ${lock}`,
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
  const relations = await client.query<{ professional_id: AccountId; client_id: AccountId }>(
    `SELECT professional_id, client_id FROM relation
     WHERE professional_id = ANY ($1::uuid[]) AND ($2::uuid[] IS NULL OR client_id = ANY ($2))
     ORDER BY professional_id, client_id ${lock}`,
    [accounts, clients],
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

/** The first part is its starter's, who manages it. */
export async function insertConversation(
  client: PoolClient,
  { id, topic, about }: { id: ConversationId; topic: string | null; about: AccountId | null },
  parts: readonly OpenPart[],
): Promise<void> {
  await client.query(
    "INSERT INTO conversation (id, topic, about_client, manager, started_by) VALUES ($1, $2, $3, $4, $4)",
    [id, topic, about, parts[0]?.handle],
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

export async function insertParticipant(
  client: PoolClient,
  c: ConversationId,
  part: { handle: Handle; party: Party; joinedSeq: number; readsFrom: number; readSeq: number },
): Promise<void> {
  const { handle, party, joinedSeq, readsFrom, readSeq } = part;
  await client.query(
    `INSERT INTO participant (conversation_id, handle, account_id, kind, via_link, joined_seq, reads_from, read_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [c, handle, party.accountId, party.kind, party.via?.linkId ?? null, joinedSeq, readsFrom, readSeq],
  );
}

/** V-07: what was said stays readable to who just left, with the topic as it is now; nothing of it is unread. */
export async function keepHistory(client: PoolClient, c: ConversationId, handle: Handle): Promise<void> {
  await client.query(
    `UPDATE participant p SET keeps_history = true, kept_topic = c.topic, read_seq = p.to_seq
     FROM conversation c WHERE c.id = $1 AND p.conversation_id = c.id AND p.handle = $2`,
    [c, handle],
  );
}

/** Ends what an account still reads of a time that is over. */
export async function forgetHistory(client: PoolClient, c: ConversationId, account: AccountId): Promise<void> {
  await client.query(
    `UPDATE participant SET keeps_history = false, kept_topic = NULL
     WHERE conversation_id = $1 AND keeps_history AND account_id = $2`,
    [c, account],
  );
}

/** The same of these parts. */
export async function forgetParts(client: PoolClient, parts: readonly PartKey[]): Promise<void> {
  if (parts.length === 0) return;
  await client.query(
    `UPDATE participant p SET keeps_history = false, kept_topic = NULL
     FROM unnest($1::uuid[], $2::text[]) AS gone (c, handle)
     WHERE p.conversation_id = gone.c AND p.handle = gone.handle AND p.keeps_history`,
    [parts.map(({ c }) => c), parts.map(({ handle }) => handle)],
  );
}

export async function changeManagers(
  client: PoolClient,
  changes: readonly { c: ConversationId; manager: Handle | null }[],
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `UPDATE conversation c SET manager = next.manager, roster_version = c.roster_version + 1
     FROM unnest($1::uuid[], $2::text[]) AS next (c, manager) WHERE c.id = next.c`,
    [changes.map(({ c }) => c), changes.map(({ manager }) => manager)],
  );
}

export async function writeTopic(client: PoolClient, id: ConversationId, topic: string | null): Promise<void> {
  await client.query("UPDATE conversation SET topic = $2 WHERE id = $1", [id, topic]);
}

/** Everybody in it sees another roster after that. */
export async function markNameShown(client: PoolClient, id: ConversationId, handle: Handle): Promise<void> {
  await client.query("UPDATE participant SET shows_name = true WHERE conversation_id = $1 AND handle = $2", [
    id,
    handle,
  ]);
  await client.query("UPDATE conversation SET roster_version = roster_version + 1 WHERE id = $1", [id]);
}
