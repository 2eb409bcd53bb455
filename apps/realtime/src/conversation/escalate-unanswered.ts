import { UNANSWERED_AFTER_MS } from "@kring/domain";
import type { ConversationId } from "@kring/domain/contract";
import type { Logger, Pool } from "@kring/service-kit";
import { findUnanswered, readRequests } from "./access-request.store.ts";
import type { ChangeConversation } from "./change-routes.ts";
import { lockConversations } from "./participation.store.ts";
import { escalate } from "./settle-requests.ts";

const AT_ONCE = 200;

/** V-05: what waited for 14 days goes to the application manager; once each, however many gateways look. */
export async function escalateUnanswered(pool: Pool, change: ChangeConversation): Promise<number> {
  let escalated = 0;
  for (const c of await findUnanswered(pool, UNANSWERED_AFTER_MS, AT_ONCE)) {
    await change(async (client) => {
      const [conversation] = await lockConversations(client, [c]);
      const waiting = await readRequests(client, [c], { open: true });
      const moved: ConversationId[] = [];
      for (const request of waiting) if (await escalate(client, request, { type: "wait" })) moved.push(c);
      escalated += moved.length;
      if (moved.length === 0 || !conversation) return { c, entries: [] };
      const professionals = conversation.parts.filter(({ kind }) => kind === "professional");
      const views = conversation.about === null ? [] : [conversation.about];
      return { c, entries: [], changed: professionals.map(({ handle }) => handle), views };
    });
  }
  return escalated;
}

/** Looks for them for ever; gives what stops it. */
export function watchUnanswered(
  { pool, change, logger }: { pool: Pool; change: ChangeConversation; logger: Logger },
  everyMs = 60_000,
): () => void {
  const look = () =>
    void escalateUnanswered(pool, change).catch((error: unknown) =>
      logger.warn({ err: error }, "unanswered requests were not passed on"),
    );
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);
}
