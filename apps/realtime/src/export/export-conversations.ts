import {
  type AccountId,
  type ConversationId,
  type ConversationView,
  type Entry,
  isKnown,
  Refused,
} from "@kring/domain/contract";
import type { EntryStore } from "../entry/index.ts";
import type { ExportStore } from "./export.store.ts";

export interface ExportPage {
  conversation: ConversationView | null;
  entries: Entry[];
  next: string | null;
}

const MOST_ENTRIES = 200;

/**
 * what an account may read of its conversations, as its own pages show it: one after another, each from its first
 * number on. Who is in it stands with each part of it, as it is at that moment.
 */
export const createExporter =
  ({
    store,
    entries,
    readViews,
  }: {
    store: ExportStore;
    entries: Pick<EntryStore, "readAfterEach">;
    readViews(viewer: AccountId, ids: readonly ConversationId[]): Promise<ConversationView[]>;
  }) =>
  async (viewer: AccountId, cursor: string | null): Promise<ExportPage> => {
    let { c, n }: { c: ConversationId | null; n: number } = cursor === null ? { c: null, n: 0 } : readCursor(cursor);
    for (;;) {
      if (n === 0) c = await store.readNextConversation(viewer, c);
      if (c === null) return { conversation: null, entries: [], next: null };
      const [[conversation], after] = await Promise.all([
        readViews(viewer, [c]),
        entries.readAfterEach(viewer, [{ c, n }], MOST_ENTRIES),
      ]);
      const page = after.get(c);
      if (conversation && page) {
        const last = page.more ? (page.entries.at(-1)?.n ?? 0) : 0;
        return { conversation, entries: page.entries.filter(isKnown), next: `${c}.${last}` };
      }
      // Lost since the page before: on to the next.
      n = 0;
    }
  };

/** The conversation that was read last, and how far; 0 is to its end. */
function readCursor(cursor: string): { c: ConversationId; n: number } {
  const [, c, n] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,10})$/.exec(cursor) ?? [];
  if (c === undefined) throw new Refused("invalid-input", { fields: ["cursor"] });
  return { c: c as ConversationId, n: Number(n) };
}
