import { markInboxRead, readInbox, readNotification } from "@kring/domain/contract";
import { mountRoute, noteSkipped } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { countUnread, markRead } from "./notification-store.ts";
import { tellInboxChanged } from "./notify.ts";
import { readInboxPage, readOwnNotification } from "./read-inbox.ts";

export function mountNotificationRoutes(app: ApiApp, { database, nats, logger, metrics }: Deps): void {
  mountRoute(app, readInbox, ({ query, caller }) =>
    readInboxPage(database.db, caller.accountId, query, () => noteSkipped("inbox", { logger, metrics })),
  );

  mountRoute(app, readNotification, ({ params, caller }) =>
    readOwnNotification(database.db, caller.accountId, params.notificationId),
  );

  mountRoute(app, markInboxRead, async ({ body, caller }) => {
    const changed = await markRead(database.db, caller.accountId, body.ids);
    if (changed > 0) tellInboxChanged(nats, caller.accountId);
    return { unread: await countUnread(database.db, caller.accountId) };
  });
}
