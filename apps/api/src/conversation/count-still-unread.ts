import { AccountId, ConversationId, readStillUnread } from "@kring/domain/contract";
import type { z } from "zod";
import type { Deps } from "../deps.ts";
import { askRealtime } from "./ask-realtime.ts";

/** In how many of these conversations somebody has something unread now; throws where the conversations service can't say. */
export const countStillUnread = (
  deps: Pick<Deps, "config">,
  { accountId, conversationIds }: { accountId: string; conversationIds: readonly string[] },
): Promise<z.output<typeof readStillUnread.response>> =>
  askRealtime(deps, readStillUnread, {
    accountId: AccountId.parse(accountId),
    conversationIds: conversationIds.map((id) => ConversationId.parse(id)),
  });
