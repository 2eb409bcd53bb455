import { listSessions, revokeOtherSessions, revokeSession, type SessionId } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: async ({ signal }) => (await call(listSessions, {}, signal)).sessions,
});

/** Ends one session: it leaves the list at once, and comes back if the server refuses. */
export function useRevokeSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: SessionId) => call(revokeSession, { params: { sessionId } }),
    onMutate: async (sessionId) => {
      await queryClient.cancelQueries({ queryKey: sessionsQuery.queryKey });
      queryClient.setQueryData(sessionsQuery.queryKey, (known) => known?.filter(({ id }) => id !== sessionId));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

export function useRevokeOthers() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(revokeOtherSessions, {}),
    onMutate: async () => {
      await queryClient.cancelQueries({ queryKey: sessionsQuery.queryKey });
      queryClient.setQueryData(sessionsQuery.queryKey, (known) => known?.filter(({ current }) => current));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
