import {
  type AccountId,
  type AnyEntry,
  type ConversationId,
  type MessageEntry,
  RESUME_MAX_ENTRIES,
  type Resumed,
} from "@kring/domain/contract";
import type { EntryStore } from "../entry/index.ts";
import type { RenderRosters } from "../roster/index.ts";
import type { ConversationStore } from "./conversation.store.ts";

/** Over all conversations of one answer, so that it stays small; `more` says that a conversation has more. */
const MOST_ENTRIES = 1_200;
/** About what a roster and receipts take. */
const PEOPLE_BYTES = 1_024;

/** How much work an answer was, in bytes. */
export const weighResumed = (conversations: readonly Resumed[]): number =>
  conversations.reduce(
    (sum, resumed) => sum + PEOPLE_BYTES + (resumed.state === "open" ? weighText(resumed.entries) : 0),
    0,
  );

const weighText = (entries: readonly AnyEntry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.kind === "message" ? weighMessage(entry) : 0), 0);

const weighMessage = ({ text, files }: MessageEntry): number =>
  Buffer.byteLength(text) + (files ? Buffer.byteLength(JSON.stringify(files)) : 0);

export interface ResumerDeps {
  conversations: Pick<ConversationStore, "readReceipts">;
  entries: EntryStore;
  renderRosters: RenderRosters;
}

/** What came after the numbers that a device has. A conversation that is hidden is gone, like one that never was. */
export const createResumer =
  ({ conversations, entries, renderRosters }: ResumerDeps) =>
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
