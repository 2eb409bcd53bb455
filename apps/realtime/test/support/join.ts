import type { ConversationId, Handle } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { inTransaction, type Pool } from "@kring/service-kit";
import { lockConversations, newHandle } from "../../src/conversation/participation.store.ts";
import { sendBatch } from "../../src/message/index.ts";
import { idOf } from "./cast.ts";

/** Somebody joins a conversation and reads from there on. */
export function join(pool: Pool, c: ConversationId, name: DemoName): Promise<Handle> {
  const handle = newHandle();
  return inTransaction(pool, async (client) => {
    await lockConversations(client, [c]);
    await client.query(
      `INSERT INTO participant (conversation_id, handle, account_id, kind, joined_seq, reads_from)
       SELECT id, $2, $3, $4, head + 1, head + 1 FROM conversation WHERE id = $1`,
      [c, handle, idOf(name), demoPeople[name].kind],
    );
    await sendBatch(client, [{ kind: "joined", c, account: idOf(name) }]);
    return handle;
  });
}

/** Somebody's part ends; of their own will they keep what they could read. */
export async function leave(pool: Pool, c: ConversationId, name: DemoName, { keeps = false } = {}): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockConversations(client, [c]);
    const [left] = await sendBatch(client, [{ kind: "left", c, account: idOf(name) }]);
    if (!left || "refused" in left) throw new Error(`${name} could not leave`);
    if (keeps) {
      await client.query("UPDATE participant SET keeps_history = true WHERE conversation_id = $1 AND handle = $2", [
        c,
        left.sender,
      ]);
    }
  });
}
