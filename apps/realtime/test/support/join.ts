import type { AccountId, ConversationId, Handle } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { inTransaction, type Pool } from "@kring/service-kit";
import { lockConversations, newHandle } from "../../src/conversation/participation.store.ts";
import { sendBatch } from "../../src/message/index.ts";
import { idOf } from "./cast.ts";

/** Somebody of the demo, or another professional by account. */
type Who = DemoName | AccountId;

const isOfDemo = (who: Who): who is DemoName => who in demoPeople;
const accountOf = (who: Who): AccountId => (isOfDemo(who) ? idOf(who) : who);
const kindOf = (who: Who) => (isOfDemo(who) ? demoPeople[who].kind : "professional");

/** Somebody joins a conversation and reads from there on. */
export function join(pool: Pool, c: ConversationId, who: Who): Promise<Handle> {
  const handle = newHandle();
  return inTransaction(pool, async (client) => {
    await lockConversations(client, [c]);
    await client.query(
      `INSERT INTO participant (conversation_id, handle, account_id, kind, joined_seq, reads_from)
       SELECT id, $2, $3, $4, head + 1, head + 1 FROM conversation WHERE id = $1`,
      [c, handle, accountOf(who), kindOf(who)],
    );
    await sendBatch(client, [{ kind: "joined", c, account: accountOf(who) }]);
    return handle;
  });
}

/** Somebody's part ends; of their own will they keep what they could read. */
export async function leave(pool: Pool, c: ConversationId, who: Who, { keeps = false } = {}): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockConversations(client, [c]);
    const [left] = await sendBatch(client, [{ kind: "left", c, account: accountOf(who) }]);
    if (!left || "refused" in left) throw new Error(`${who} could not leave`);
    if (keeps) {
      await client.query("UPDATE participant SET keeps_history = true WHERE conversation_id = $1 AND handle = $2", [
        c,
        left.sender,
      ]);
    }
  });
}
