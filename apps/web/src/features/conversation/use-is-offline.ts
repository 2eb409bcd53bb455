import { useEffect, useState } from "react";
import { useKring, useStore } from "../../shared/realtime.ts";

/** Short gaps mend themselves before anybody has to know of them. */
const graceMs = 2500;

/** Whether the connection has been away long enough to say so. */
export function useIsOffline(): boolean {
  const { state } = useStore(useKring().connection);
  const isOnline = state === "online";
  const [isOffline, setOffline] = useState(false);
  useEffect(() => {
    if (isOnline) return setOffline(false);
    const timer = setTimeout(() => setOffline(true), graceMs);
    return () => clearTimeout(timer);
  }, [isOnline]);
  return isOffline;
}
