import {
  AccountId,
  type Attachment,
  type ConversationView,
  type Entry,
  exportAttachment,
  exportConversations,
  isKnown,
} from "@kring/domain/contract";
import { noteSkipped } from "@kring/service-kit";
import { askRealtime, fetchFromRealtime } from "../conversation/index.ts";
import type { Deps } from "../deps.ts";

/** A conversation as far as its viewer may read it, and as they see who is in it. */
export interface OwnConversation {
  conversation: ConversationView;
  entries: Entry[];
}

/** The viewer's conversations, one after the other; each is read to its end before it is handed on. */
export async function* readOwnConversations(
  deps: Pick<Deps, "config" | "logger" | "metrics">,
  viewer: string,
): AsyncGenerator<OwnConversation> {
  const accountId = AccountId.parse(viewer);
  let cursor: string | null = null;
  let open: OwnConversation | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(deps, accountId, cursor);
    const { conversation, entries } = page;
    if (conversation !== null) {
      if (open && open.conversation.id !== conversation.id) {
        yield open;
        open = null;
      }
      open ??= { conversation, entries: [] };
      for (const entry of entries) {
        if (isKnown(entry)) open.entries.push(entry);
        else noteSkipped("export", deps);
      }
    }
    cursor = page.next;
  } while (cursor !== null);
  if (open) yield open;
}

const readPage = (deps: Pick<Deps, "config">, accountId: AccountId, cursor: string | null) =>
  askRealtime(deps, exportConversations, { accountId, cursor }, { patient: true });

/** The bytes of a file that the viewer may read; null where it is gone meanwhile, or can't be had. */
export async function readOwnFile(
  deps: Pick<Deps, "config" | "logger">,
  viewer: string,
  conversationId: ConversationView["id"],
  { id }: Attachment,
): Promise<Buffer | null> {
  const accountId = AccountId.parse(viewer);
  try {
    const response = await fetchFromRealtime(deps, exportAttachment, { accountId, conversationId, attachmentId: id });
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    deps.logger.warn({ err: error }, "a file could not be put into an export");
    return null;
  }
}
