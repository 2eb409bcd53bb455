import type {
  AccountId,
  Attachment,
  AttachmentId,
  ClientMessageId,
  ConversationId,
  Handle,
  RefusalCode,
} from "@kring/domain/contract";
import type { Pool, PoolClient } from "@kring/service-kit";

/** One entry to number. `joined` and `left` are about the account's open participation. */
export type BatchItem =
  | {
      kind: "message";
      c: ConversationId;
      account: AccountId;
      id: ClientMessageId;
      text: string;
      re?: number | undefined;
      files?: readonly AttachmentId[] | undefined;
    }
  | {
      kind: "edited";
      c: ConversationId;
      account: AccountId;
      id?: ClientMessageId | undefined;
      of: number;
      text: string;
    }
  | { kind: "deleted"; c: ConversationId; account: AccountId; id?: ClientMessageId | undefined; of: number }
  | { kind: "joined" | "left"; c: ConversationId; account: AccountId }
  | { kind: "closed"; c: ConversationId };

type BatchRefusal = Extract<RefusalCode, "not-found" | "conversation-closed" | "already-done">;

/** `fresh` is false for what was stored before: it keeps its first number. `files` as everybody may see them. */
export type BatchResult =
  | { seq: number; at: number; sender: Handle | null; fresh: boolean; files: Attachment[] | null }
  | { refused: BatchRefusal };

interface Row {
  ord: number;
  seq: number | null;
  at: Date | null;
  sender: Handle | null;
  fresh: boolean;
  refused: BatchRefusal | null;
  files: Attachment[] | null;
}

/** An array as Postgres reads it; the driver's own way looks at each value for what may need an escape, and none of these does. */
const toArray = (items: readonly BatchItem[], write: (item: BatchItem) => string | number | undefined): string =>
  `{${items.map((item) => write(item) ?? "NULL").join(",")}}`;

/** One round trip; outside a transaction also one commit. Results stand in the order of the items. */
export async function sendBatch(database: Pool | PoolClient, items: readonly BatchItem[]): Promise<BatchResult[]> {
  const { rows } = await database.query<Row>({
    name: "send-batch",
    text: "SELECT * FROM send_batch_v3($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[], $6::int[], $7::text[])",
    values: [
      toArray(items, ({ kind }) => kind),
      toArray(items, ({ c }) => c),
      toArray(items, (item) => (item.kind === "closed" ? undefined : item.account)),
      toArray(items, (item) => ("id" in item ? item.id : undefined)),
      toArray(items, (item) =>
        "text" in item ? `"\\\\x${Buffer.from(item.text, "utf8").toString("hex")}"` : undefined,
      ),
      toArray(items, (item) => ("of" in item ? item.of : item.kind === "message" ? item.re : undefined)),
      toArray(items, (item) => (item.kind === "message" && item.files ? `"{${item.files.join(",")}}"` : undefined)),
    ],
  });
  return rows
    .sort((a, b) => a.ord - b.ord)
    .map(({ seq, at, sender, fresh, refused, files }) => {
      if (refused !== null) return { refused };
      if (seq === null || at === null) throw new Error("An entry was neither numbered nor refused");
      return { seq, at: at.getTime(), sender, fresh, files };
    });
}

/** Those of them that somebody else holds locked at this moment. */
export async function readLocked(
  database: Pool,
  conversations: readonly ConversationId[],
): Promise<Set<ConversationId>> {
  const { rows } = await database.query<{ id: ConversationId }>(
    `WITH free AS (SELECT id FROM conversation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
     SELECT id FROM conversation WHERE id = ANY ($1::uuid[]) AND id NOT IN (SELECT id FROM free)`,
    [conversations],
  );
  return new Set(rows.map(({ id }) => id));
}
