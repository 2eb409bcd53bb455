import { createClient, type KringClient, type PendingStore, type StoredWriting } from "@kring/client";
import { type AccountId, issueToken } from "@kring/domain/contract";
import { call, isSignedOut, listenToChangesOfTies } from "../shared/call.ts";

const pendingKey = (account: AccountId): string => `kring.pending.${account}`;

/** What is not stored yet over a reload of this tab; signing out empties it. */
function pendingStoreOf(account: AccountId): PendingStore {
  return {
    load: () => {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(pendingKey(account)) ?? "[]");
        return Array.isArray(kept) ? (kept as StoredWriting[]) : [];
      } catch {
        return [];
      }
    },
    save: (writings) => {
      try {
        if (writings.length === 0) sessionStorage.removeItem(pendingKey(account));
        else sessionStorage.setItem(pendingKey(account), JSON.stringify(writings));
      } catch {
        // Without storage a reload loses what was not sent; the page still shows it as not sent.
      }
    },
  };
}

async function askToken() {
  try {
    return await call(issueToken, {});
  } catch (error) {
    if (isSignedOut(error)) return "ended";
    throw error;
  }
}

let current: { account: AccountId; client: KringClient } | null = null;

/** The client of this account: the one that runs, or a new one in place of another account's. */
export function startRealtime(account: AccountId): KringClient {
  if (current?.account === account) return current.client;
  current?.client.close();
  const client = createClient({
    origin: location.origin,
    issueToken: askToken,
    pendingStore: pendingStoreOf(account),
  });
  current = { account, client };
  listenToChangesOfTies(client.after);
  return client;
}

/** Forgets everything that the client knows, unsent messages too. */
export function forgetRealtime(): void {
  current?.client.clear();
  current = null;
}

/** A device that slept or changed networks, or a tab that is looked at again, checks its connection at once. */
export function wakeRealtime(): void {
  if (document.visibilityState === "visible") current?.client.wake();
}
