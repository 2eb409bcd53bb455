import type { AccountId, ConversationId } from "@kring/domain/contract";
import type { History, Part, StoredEntry } from "./history.ts";
import type { Stage } from "./stage.ts";

const ids = ({ circles }: Stage): ConversationId[] => circles.map(({ c }) => c);

export async function readHeads(stage: Stage): Promise<Map<ConversationId, number>> {
  const rows = await stage.world.databases.query(
    "conversations",
    "SELECT id, head FROM conversation WHERE id = ANY ($1::uuid[])",
    [ids(stage)],
  );
  return new Map(rows.map(({ id, head }) => [id as ConversationId, Number(head)]));
}

export async function readParts(stage: Stage): Promise<Part[]> {
  const rows = await stage.world.databases.query(
    "conversations",
    `SELECT account_id AS account, conversation_id AS c, reads_from AS "from", to_seq AS "to", (to_seq IS NULL OR keeps_history) AS reads
     FROM participant WHERE conversation_id = ANY ($1::uuid[])`,
    [ids(stage)],
  );
  return rows as unknown as Part[];
}

async function readStored(stage: Stage): Promise<Map<ConversationId, StoredEntry[]>> {
  const rows = (await stage.world.databases.query(
    "conversations",
    `SELECT conversation_id AS c, seq AS n, kind, client_id AS id, convert_from(body, 'UTF8') AS text, ref AS "of"
     FROM entry WHERE conversation_id = ANY ($1::uuid[]) ORDER BY 1, 2`,
    [ids(stage)],
  )) as unknown as (StoredEntry & { c: ConversationId })[];
  return Map.groupBy(rows, ({ c }) => c);
}

/** All that there is to judge, as it stands now. */
export async function readHistory(stage: Stage): Promise<History> {
  const [heads, parts, stored] = [await readHeads(stage), await readParts(stage), await readStored(stage)];
  return {
    heads,
    parts,
    stored,
    sent: stage.people.flatMap(({ sent }) => sent),
    wishes: stage.people.flatMap((person) => person.wishes()),
    heard: stage.listeners.flatMap(({ heard }) => heard),
    shown: stage.people.flatMap((person) => person.shown()),
  };
}

/** Whether somebody's part lasts. */
export const takesPart = (parts: readonly Part[], account: AccountId, c: ConversationId): boolean =>
  parts.some((part) => part.account === account && part.c === c && part.to === null);
