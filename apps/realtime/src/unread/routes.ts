import { readStillUnread } from "@kring/domain/contract";
import { type HttpApp, mountRoute, type Pool, type SignedInCaller } from "@kring/service-kit";
import { AWAY_MS } from "./tell-unread.ts";
import { countStillUnread } from "./unread.store.ts";

export function mountUnreadRoutes(http: HttpApp<never, SignedInCaller>, { pool }: { pool: Pool }): void {
  mountRoute(http, readStillUnread, ({ body }) =>
    countStillUnread(pool, {
      account: body.accountId,
      among: body.conversationIds,
      awaySince: Date.now() - AWAY_MS,
    }),
  );
}
