import { ECDH } from "node:crypto";
import { MOST_PUSH_DEVICES, mayPushTo } from "@kring/domain";
import { type PushSubscriptionInput, Refused } from "@kring/domain/contract";
import { isGone, isTaken, LostRace } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { dropOldest, replaceSubscription } from "./push-store.ts";

/** Lets the caller's device be told; a device that another account had is this account's from now on. */
export async function subscribe(
  { config, database }: Pick<Deps, "config" | "database">,
  { accountId, session }: Caller,
  input: PushSubscriptionInput,
): Promise<void> {
  const { push } = config;
  const address = new URL(input.endpoint);
  if (push === null || !mayPushTo(address, push.loopbackOrigin)) throw new Refused("push-not-possible");
  if (!isPoint(input.keys.p256dh)) throw new Refused("invalid-input", { fields: ["keys.p256dh"] });
  await database
    .change(async ({ db }) => {
      await replaceSubscription(db, {
        ...input,
        // One spelling of it: what was judged is what is connected to, and one device has one.
        endpoint: address.href,
        sessionId: session.id,
        accountId,
        serverKey: push.keys.publicKey,
      }).catch((error: unknown) => {
        // Another tab of this browser was first.
        throw isTaken(error) ? new LostRace() : error;
      });
      await dropOldest(db, accountId, MOST_PUSH_DEVICES);
    })
    .catch((error: unknown) => {
      // The session ended meanwhile.
      throw isGone(error) ? new Refused("not-signed-in") : error;
    });
}

/** Whether these bytes are a point of the curve: nothing can be encrypted for anything else. */
function isPoint(p256dh: string): boolean {
  try {
    ECDH.convertKey(p256dh, "prime256v1", "base64url", "base64url", "uncompressed");
    return true;
  } catch {
    return false;
  }
}
