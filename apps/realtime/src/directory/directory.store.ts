import type { AccountId, ConversationId, DirectoryAccount, DirectoryLink, LinkId } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";

/** A professional who treats a client. */
export interface Relation {
  professionalId: AccountId;
  clientId: AccountId;
}

/** The directory within the transaction that applies facts to it. */
export interface DirectoryStore {
  /** Gives the accounts that look different to others now. */
  putAccounts(accounts: readonly DirectoryAccount[]): Promise<AccountId[]>;
  /** Gives the links that look different to others now. */
  putLinks(links: readonly DirectoryLink[]): Promise<LinkId[]>;
  /** Those that no longer exist: their names go, too, unless they took part in something. */
  forgetAccounts(ids: readonly AccountId[]): Promise<void>;
  deactivateLinks(ids: readonly LinkId[]): Promise<void>;
  putRelations(relations: readonly Relation[]): Promise<void>;
  removeRelations(relations: readonly Relation[]): Promise<void>;
  /** For a snapshot: what it doesn't hold stands no longer. */
  endAllBut(snapshot: {
    accounts: readonly AccountId[];
    links: readonly LinkId[];
    relations: readonly Relation[];
  }): Promise<void>;
  /**
   * Conversations in which these accounts take part or read on or that are about them, in which somebody does via these links, or in
   * which a professional does by a relation that ended: those about its client, so that their others are not kept from writing.
   */
  findDependent(
    accounts: readonly AccountId[],
    links: readonly LinkId[],
    ended: readonly Relation[],
  ): Promise<ConversationId[]>;
  /** Conversations that ever showed these accounts or links to somebody. */
  findShowing(accounts: readonly AccountId[], links: readonly LinkId[]): Promise<ConversationId[]>;
  findOpen(): Promise<ConversationId[]>;
  moveRosters(ids: readonly ConversationId[]): Promise<void>;
  noteApplied(eventIds: readonly string[]): Promise<void>;
}

export function createDirectoryStore(client: PoolClient): DirectoryStore {
  const ids = async <Id>(text: string, values: unknown[]): Promise<Id[]> =>
    (await client.query<{ id: Id }>(text, values)).rows.map(({ id }) => id);
  const run = async (text: string, values: unknown[]): Promise<void> => {
    await client.query(text, values);
  };
  const pairs = (relations: readonly Relation[]) => [
    relations.map(({ professionalId }) => professionalId),
    relations.map(({ clientId }) => clientId),
  ];

  return {
    putAccounts: async (accounts) => {
      if (accounts.length === 0) return [];
      const changed = await ids<AccountId>(
        `INSERT INTO account AS a (id, kind, roles, active, absent_from, absent_until, absence_note, covering_id)
         SELECT g.id, g.kind, ARRAY(SELECT jsonb_array_elements_text(g.roles)), g.active, b."from", b.until, b.note, b."coveringId"
         FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, kind text, roles jsonb, active boolean, absence jsonb)
         LEFT JOIN LATERAL jsonb_to_record(nullif(g.absence, 'null'))
           AS b ("from" date, until date, note text, "coveringId" uuid) ON true
         ORDER BY g.id
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, roles = excluded.roles, active = excluded.active,
           absent_from = excluded.absent_from, absent_until = excluded.absent_until, absence_note = excluded.absence_note,
           covering_id = excluded.covering_id
         WHERE (a.kind, a.roles, a.active, a.absent_from, a.absent_until, a.absence_note, a.covering_id) IS DISTINCT FROM
           (excluded.kind, excluded.roles, excluded.active, excluded.absent_from, excluded.absent_until,
            excluded.absence_note, excluded.covering_id)
         RETURNING a.id`,
        [JSON.stringify(accounts)],
      );
      const renamed = await ids<AccountId>("SELECT put_people_v1($1::uuid[], $2::text[]) AS id", [
        accounts.map(({ id }) => id),
        accounts.map(({ name }) => name),
      ]);
      return [...new Set([...changed, ...renamed])];
    },

    putLinks: async (links) => {
      if (links.length === 0) return [];
      await run(
        `INSERT INTO link AS l (id, related_person_id, client_id, inviter_id, inviter_kind, shows_typing, shows_receipts, active)
         SELECT g.id, g."relatedPersonId", g."clientId", g."inviterId", g."inviterKind", g."showsTyping", g."showsReceipts", g.active
         FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, "relatedPersonId" uuid, "clientId" uuid, "inviterId" uuid,
           "inviterKind" text, "showsTyping" boolean, "showsReceipts" boolean, active boolean) ORDER BY g.id
         ON CONFLICT (id) DO UPDATE SET
           shows_typing = excluded.shows_typing, shows_receipts = excluded.shows_receipts, active = excluded.active`,
        [JSON.stringify(links.map(({ screenName: _, ...link }) => link))],
      );
      return ids<LinkId>("SELECT put_link_names_v1($1::uuid[], $2::text[]) AS id", [
        links.map(({ id }) => id),
        links.map(({ screenName }) => screenName),
      ]);
    },

    forgetAccounts: async (accounts) => {
      if (accounts.length === 0) return;
      await run("UPDATE account SET active = false WHERE id = ANY ($1::uuid[]) AND active", [accounts]);
      await run("SELECT forget_people_v1($1::uuid[])", [accounts]);
      for (const table of ["account_seen", "unread_waiting", "unread_told", "unread_missed"])
        await run(`DELETE FROM ${table} WHERE account_id = ANY ($1::uuid[])`, [accounts]);
    },
    deactivateLinks: async (links) => {
      if (links.length === 0) return;
      await run("UPDATE link SET active = false WHERE id = ANY ($1::uuid[]) AND active", [links]);
    },

    putRelations: async (relations) => {
      if (relations.length === 0) return;
      await run(
        `INSERT INTO relation (professional_id, client_id) SELECT * FROM unnest($1::uuid[], $2::uuid[]) ORDER BY 1, 2
         ON CONFLICT DO NOTHING`,
        pairs(relations),
      );
    },
    removeRelations: async (relations) => {
      if (relations.length === 0) return;
      await run(
        `DELETE FROM relation r USING unnest($1::uuid[], $2::uuid[]) AS g (p, c)
         WHERE g.p = r.professional_id AND g.c = r.client_id`,
        pairs(relations),
      );
    },

    endAllBut: async ({ accounts, links, relations }) => {
      await run("UPDATE account SET active = false WHERE active AND id <> ALL ($1::uuid[])", [accounts]);
      await run("UPDATE link SET active = false WHERE active AND id <> ALL ($1::uuid[])", [links]);
      await run(
        `DELETE FROM relation r WHERE NOT EXISTS (
           SELECT FROM unnest($1::uuid[], $2::uuid[]) AS g (p, c) WHERE g.p = r.professional_id AND g.c = r.client_id)`,
        pairs(relations),
      );
    },

    findDependent: (accounts, links, ended) =>
      ids<ConversationId>(
        `SELECT conversation_id AS id FROM participant WHERE (to_seq IS NULL OR keeps_history) AND account_id = ANY ($1::uuid[])
         UNION SELECT id FROM conversation WHERE closed_at IS NULL AND about_client = ANY ($1::uuid[])
         UNION SELECT conversation_id FROM participant WHERE (to_seq IS NULL OR keeps_history) AND via_link = ANY ($2::uuid[])
         UNION SELECT p.conversation_id FROM unnest($3::uuid[], $4::uuid[]) AS g (professional, client)
           JOIN conversation c ON c.about_client = g.client
           JOIN participant p ON p.conversation_id = c.id AND p.account_id = g.professional AND (p.to_seq IS NULL OR p.keeps_history)`,
        [accounts, links, ...pairs(ended)],
      ),

    findShowing: (accounts, links) =>
      ids<ConversationId>(
        `SELECT conversation_id AS id FROM participant WHERE account_id = ANY ($1::uuid[])
         UNION SELECT id FROM conversation WHERE about_client = ANY ($1::uuid[])
         UNION SELECT p.conversation_id FROM participant p JOIN link l ON l.id = p.via_link WHERE l.inviter_id = ANY ($1::uuid[])
         UNION SELECT p.conversation_id FROM participant p JOIN account a ON a.id = p.account_id
           WHERE a.covering_id = ANY ($1::uuid[])
         UNION SELECT conversation_id FROM participant WHERE via_link = ANY ($2::uuid[])`,
        [accounts, links],
      ),

    findOpen: () =>
      ids<ConversationId>(
        "SELECT DISTINCT conversation_id AS id FROM participant WHERE to_seq IS NULL OR keeps_history",
        [],
      ),

    moveRosters: (conversations) =>
      run("UPDATE conversation SET roster_version = roster_version + 1 WHERE id = ANY ($1::uuid[])", [conversations]),

    noteApplied: (eventIds) =>
      run("INSERT INTO applied_event (event_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING", [eventIds]),
  };
}
