import { readPush, subscribeToPush, unsubscribeFromPush } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { deleteSubscriptionOf, isSubscribed } from "./push-store.ts";
import { subscribe } from "./subscribe.ts";

export function mountPushRoutes(app: ApiApp, deps: Deps): void {
  const { config, database } = deps;

  mountRoute(app, readPush, async ({ caller: { accountId, session } }) => {
    if (config.push === null) return { key: null, on: false };
    const key = config.push.keys.publicKey;
    return { key, on: await isSubscribed(database.db, { sessionId: session.id, accountId, serverKey: key }) };
  });

  mountRoute(app, subscribeToPush, ({ body, caller }) => subscribe(deps, caller, body));

  mountRoute(app, unsubscribeFromPush, ({ caller }) => deleteSubscriptionOf(database.db, caller.session.id));
}
