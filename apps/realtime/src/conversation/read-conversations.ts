import type { AccountId, AnyEntry, ConversationId, ConversationView } from "@kring/domain/contract";
import { Refused } from "@kring/domain/contract";
import type { EntryStore } from "../entry/index.ts";
import type { ConversationStore } from "./conversation.store.ts";
import type { PresentConversations } from "./present-conversations.ts";

export interface ConversationReaderDeps {
  conversations: ConversationStore;
  entries: EntryStore;
  present: PresentConversations;
}

/** What one viewer can read; what is hidden from them is not found. */
export interface ConversationReader {
  list(
    viewer: AccountId,
    page: { cursor?: string | undefined; limit: number; client?: AccountId | undefined },
  ): Promise<{ conversations: ConversationView[]; next: string | null; unread: number }>;
  read(viewer: AccountId, id: ConversationId): Promise<ConversationView>;
  /** Those of them that the viewer may read. */
  readEach(viewer: AccountId, ids: readonly ConversationId[]): Promise<ConversationView[]>;
  readEntries(
    viewer: AccountId,
    id: ConversationId,
    page: { before?: number | undefined; limit: number },
  ): Promise<{ entries: AnyEntry[]; more: boolean }>;
}

export function createConversationReader({
  conversations,
  entries,
  present,
}: ConversationReaderDeps): ConversationReader {
  const readEach = async (viewer: AccountId, ids: readonly ConversationId[]) =>
    present(viewer, await conversations.readEach(viewer, ids));
  return {
    list: async (viewer, wanted) => {
      const [page, unread] = await Promise.all([conversations.list(viewer, wanted), conversations.countUnread(viewer)]);
      return { conversations: await present(viewer, page.conversations), next: page.next, unread };
    },
    read: async (viewer, id) => {
      const [view] = await readEach(viewer, [id]);
      if (!view) throw new Refused("not-found");
      return view;
    },
    readEach,
    readEntries: async (viewer, id, { before, limit }) => {
      const page = await entries.readBefore(viewer, id, before, limit);
      if (!page) throw new Refused("not-found");
      return page;
    },
  };
}
