import { Refused } from "@kring/domain/contract";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isSignedOut } from "../shared/call.ts";

const passing = new Set(["unavailable", "too-slow", "not-yet"]);

/** Server state in memory only. Whoever turns out to be signed out is told to `onSignedOut`. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown): void => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && error instanceof Refused && passing.has(error.code),
        refetchOnWindowFocus: false,
        // The connection to the server tells what changed meanwhile.
        refetchOnReconnect: false,
      },
    },
  });
}
