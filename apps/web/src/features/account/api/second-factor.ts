import { confirmSecondFactor, removeSecondFactor, renewRecoveryCodes, startSecondFactor } from "@kring/domain/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { meQuery } from "../../../shared/me.ts";

/** Everything about the second factor shows in who one is: read that again. */
function useMeAgain() {
  const queryClient = useQueryClient();
  return () => queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
}

export const useStartSecondFactor = () =>
  useMutation({ mutationFn: (password: string) => call(startSecondFactor, { body: { password } }) });

export function useConfirmSecondFactor() {
  const readMeAgain = useMeAgain();
  return useMutation({
    mutationFn: (code: string) => call(confirmSecondFactor, { body: { code } }),
    onSuccess: readMeAgain,
  });
}

export function useRemoveSecondFactor() {
  const readMeAgain = useMeAgain();
  return useMutation({
    mutationFn: (password: string) => call(removeSecondFactor, { body: { password } }),
    onSuccess: readMeAgain,
  });
}

export const useRenewRecoveryCodes = () =>
  useMutation({ mutationFn: (password: string) => call(renewRecoveryCodes, { body: { password } }) });
