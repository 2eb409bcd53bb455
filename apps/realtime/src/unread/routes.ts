import { Refused, readStillUnread } from "@kring/domain/contract";
import { type HttpApp, mountRoute, type Pool, type SignedInCaller } from "@kring/service-kit";
import { countStillUnread } from "./unread.store.ts";

export function mountUnreadRoutes(http: HttpApp<never, SignedInCaller>, { pool }: { pool: Pool }): void {
  mountRoute(http, readStillUnread, async ({ body }) => {
    const found = await countStillUnread(pool, { account: body.accountId, among: body.conversationIds });
    if (found === null) throw new Refused("unavailable", { retryAfterMs: 10_000 });
    return found;
  });
}
