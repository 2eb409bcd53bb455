import * as contract from "@kring/domain/contract";
import { addressKey, mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { ONE_CLICK_PATH } from "../mail/index.ts";
import { changeSettings, chooseKinds, readOwnPreferences } from "./preferences.ts";
import { unsubscribe } from "./unsubscribe.ts";

/** Wide: the servers of one mail provider come for many of its readers. */
const oneClickLimit = { points: 600, seconds: 60 };

export function mountPreferenceRoutes(app: ApiApp, deps: Deps): void {
  const { database, limiter, logger } = deps;

  mountRoute(app, contract.readNotificationPreferences, ({ caller }) =>
    readOwnPreferences(database.db, caller.account),
  );

  mountRoute(app, contract.chooseNotifications, ({ body, caller }) => chooseKinds(deps, caller, body));

  mountRoute(app, contract.changeNotificationSettings, ({ body, caller }) => changeSettings(deps, caller, body));

  mountRoute(app, contract.unsubscribe, ({ body }) => unsubscribe(deps, body.token));

  // RFC 8058: a mail provider's server calls it, from no page of ours; only POST does something, for links are looked at by machines.
  // It says the same whatever it was given.
  app.router.post(ONE_CLICK_PATH, async ({ ip, query }, response) => {
    await limiter.consume("one-click-unsubscribe", oneClickLimit, `ip:${addressKey(ip)}`);
    const { token } = query;
    if (typeof token === "string" && token.length <= 200) {
      await unsubscribe(deps, token).catch((error: unknown) => {
        if (!(error instanceof contract.Refused && error.code === "link-expired")) throw error;
        logger.debug("a link that ends mails has expired");
      });
    }
    response.status(200).end();
  });
}
