import { type AccountId, type ConversationId, RESUME_MAX_ENTRIES, type Resumed } from "@kring/domain/contract";
import type { ConversationReaderDeps } from "./read-conversations.ts";

/** Over all conversations of one answer, so that it stays small; `more` says that a conversation has more. */
const MOST_ENTRIES = 4_000;

/** What came after the numbers that a device has. A conversation that is hidden is gone, like one that never was. */
export const createResumer =
  ({ conversations, entries, renderRosters }: ConversationReaderDeps) =>
  async (viewer: AccountId, asked: readonly { c: ConversationId; n: number }[]): Promise<Resumed[]> => {
    const latest = [...new Map(asked.map((one) => [one.c, one])).values()];
    const ids = latest.map(({ c }) => c);
    const limit = Math.max(20, Math.min(RESUME_MAX_ENTRIES, Math.floor(MOST_ENTRIES / Math.max(1, ids.length))));
    const [after, rosters, receipts] = await Promise.all([
      entries.readAfterEach(viewer, latest, limit),
      renderRosters(viewer, ids),
      conversations.readReceipts(viewer, ids),
    ]);
    return ids.map((c): Resumed => {
      const read = after.get(c);
      const roster = rosters.get(c)?.roster;
      if (!read || !roster) return { c, state: "gone" };
      return { c, state: "open", ...read, roster, receipts: receipts.get(c) ?? [] };
    });
  };
