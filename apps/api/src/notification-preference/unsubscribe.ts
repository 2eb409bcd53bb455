import { whyFixed } from "@kring/domain";
import { type NotificationKind, Refused } from "@kring/domain/contract";
import type { ApiConfig } from "../config.ts";
import type { Db } from "../database.ts";
import type { Deps } from "../deps.ts";
import { hashLinkToken, linkToken } from "../mailed-link.ts";
import type { Sweep } from "../sweeping/index.ts";
import { reconsiderWaiting } from "../waiting-mail/index.ts";
import {
  findUnsubscribeLink,
  forgetUnsubscribeLinks,
  lockPreferences,
  readPreferences,
  storeUnsubscribeLink,
  writeChoices,
} from "./preference-store.ts";

/** A link in a mail ends mails this long: somebody may come to reading it late. */
const LINK_MS = 60 * 86_400_000;

/** The secret that ends mails of these kinds for this account; attempts of one job give the same. */
export async function makeUnsubscribeToken(
  { config, db }: { config: Pick<ApiConfig, "authSecret">; db: Db },
  { accountId, kinds, jobId }: { accountId: string; kinds: readonly NotificationKind[]; jobId: string },
): Promise<string> {
  const token = linkToken(config, "unsubscribe", jobId);
  const tokenHash = hashLinkToken("unsubscribe", token);
  await storeUnsubscribeLink(db, { tokenHash, accountId, kinds, expiresAt: new Date(Date.now() + LINK_MS) });
  return token;
}

/** Ends mails of the kinds of a link for its account, and nothing else; again, it changes nothing. */
export async function unsubscribe({ database }: Pick<Deps, "database">, token: string): Promise<void> {
  await database.change(async ({ db, executor }) => {
    const link = await findUnsubscribeLink(db, hashLinkToken("unsubscribe", token));
    if (!link) throw new Refused("link-expired");
    const { accountId } = link;
    await lockPreferences(db, accountId);
    const kinds = link.kinds.filter((kind) => whyFixed(kind, "mail") === null);
    await writeChoices(db, { accountId, kinds, channel: "mail", choice: "never" });
    const preferences = await readPreferences(executor, accountId);
    await reconsiderWaiting(db, { accountId, preferences, now: Date.now() });
  });
}

export const unsubscribeSweep = ({ database }: Pick<Deps, "database">): Sweep => ({
  name: "forget links that ended mails",
  everyMs: 3_600_000,
  run: () => forgetUnsubscribeLinks(database.db),
});
