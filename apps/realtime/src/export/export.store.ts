import type { AccountId, ConversationId } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";

export interface ExportStore {
  /** In the order of ids; null after the last that the viewer may read. */
  readNextConversation(viewer: AccountId, after: ConversationId | null): Promise<ConversationId | null>;
}

export const createExportStore = (pool: Pool): ExportStore => ({
  readNextConversation: async (viewer, after) => {
    const { rows } = await pool.query<{ id: ConversationId }>({
      name: "next-conversation",
      text: `SELECT v.conversation_id AS id FROM reading v
        WHERE v.account_id = $1 AND ($2::uuid IS NULL OR v.conversation_id > $2)
        ORDER BY v.conversation_id LIMIT 1`,
      values: [viewer, after],
    });
    return rows[0]?.id ?? null;
  },
});
