import type { KringClient, Store } from "@kring/client";
import { createContext, useContext, useSyncExternalStore } from "react";

/** The realtime client of the account that is signed in; made and closed by the app alone. */
export const RealtimeContext = createContext<KringClient | null>(null);

export function useKring(): KringClient {
  const client = useContext(RealtimeContext);
  if (client === null) throw new Error("Only pages behind sign-in have a realtime client.");
  return client;
}

export const useStore = <Snapshot>(store: Store<Snapshot>): Snapshot =>
  useSyncExternalStore(store.subscribe, store.getSnapshot);
