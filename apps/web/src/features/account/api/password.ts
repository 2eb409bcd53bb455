import { changePassword } from "@kring/domain/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { sessionsQuery } from "./sessions.ts";

export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { current: string; password: string }) => call(changePassword, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
