import { type AccountId, readCircle, wishRelationEnded } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const circleQuery = queryOptions({
  queryKey: ["own", "circle"],
  queryFn: ({ signal }) => call(readCircle, {}, signal),
});

export function useWishRelationEnded() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ professionalId, note }: { professionalId: AccountId; note: string }) =>
      call(wishRelationEnded, { params: { professionalId }, body: { note } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: circleQuery.queryKey }),
  });
}
