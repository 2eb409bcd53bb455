import type { AccountId, ClientMessageId, ConversationId, Handle, RefusalCode } from "@kring/domain/contract";
import type { Pool, PoolClient } from "@kring/service-kit";

/** One entry to number. `joined` and `left` are about the account's open participation. */
export type BatchItem =
  | { kind: "message"; c: ConversationId; account: AccountId; id: ClientMessageId; text: string }
  | { kind: "joined" | "left"; c: ConversationId; account: AccountId }
  | { kind: "closed"; c: ConversationId };

/** `fresh` is false for a message that was stored before: it keeps its first number. */
export type BatchResult =
  | { seq: number; at: number; sender: Handle | null; fresh: boolean }
  | { refused: Extract<RefusalCode, "not-found" | "conversation-closed"> };

interface Row {
  ord: number;
  seq: number | null;
  at: Date | null;
  sender: Handle | null;
  fresh: boolean;
  refused: Extract<RefusalCode, "not-found" | "conversation-closed"> | null;
}

/** One round trip; outside a transaction also one commit. Results stand in the order of the items. */
export async function sendBatch(database: Pool | PoolClient, items: readonly BatchItem[]): Promise<BatchResult[]> {
  const { rows } = await database.query<Row>({
    name: "send-batch",
    text: "SELECT * FROM send_batch_v1($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[])",
    values: [
      items.map((item) => item.kind),
      items.map((item) => item.c),
      items.map((item) => (item.kind === "closed" ? null : item.account)),
      items.map((item) => (item.kind === "message" ? item.id : null)),
      items.map((item) => (item.kind === "message" ? Buffer.from(item.text, "utf8") : null)),
    ],
  });
  return rows
    .sort((a, b) => a.ord - b.ord)
    .map(({ seq, at, sender, fresh, refused }) => {
      if (refused !== null) return { refused };
      if (seq === null || at === null) throw new Error("An entry was neither numbered nor refused");
      return { seq, at: at.getTime(), sender, fresh };
    });
}
