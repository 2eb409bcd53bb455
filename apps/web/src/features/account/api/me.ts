import { type AccountId, changeMe, type Language, type Me } from "@kring/domain/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { meQuery } from "../../../shared/me.ts";

export function useChangeMe() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { language?: Language; accountId?: AccountId }): Promise<Me> => call(changeMe, { body }),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  });
}
