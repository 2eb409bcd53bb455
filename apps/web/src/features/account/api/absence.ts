import {
  type AccountId,
  cancelAbsence,
  listProfessionals,
  readProfessional,
  registerAbsence,
} from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

const mostColleagues = 100;

/** One's own absence, as colleagues see it; null where none is registered. */
export const absenceQuery = (accountId: AccountId) =>
  queryOptions({
    queryKey: ["professionals", accountId, "absence"],
    queryFn: async ({ signal }) =>
      (await call(readProfessional, { params: { professionalId: accountId } }, signal)).absence,
  });

/** Who may cover: the first colleagues by name. */
export const colleaguesQuery = queryOptions({
  queryKey: ["professionals", "colleagues"],
  queryFn: async ({ signal }) =>
    (await call(listProfessionals, { query: { limit: mostColleagues } }, signal)).professionals.filter(
      ({ you, state }) => !you && state === "active",
    ),
});

export interface TypedAbsence {
  from: string;
  until: string;
  note: string;
  coveringId: AccountId | null;
}

export function useRegisterAbsence(accountId: AccountId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: TypedAbsence) => call(registerAbsence, { body }),
    onSuccess: (absence) => queryClient.setQueryData(absenceQuery(accountId).queryKey, absence),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["professionals"] }),
  });
}

export function useCancelAbsence(accountId: AccountId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(cancelAbsence, {}),
    onSuccess: () => queryClient.setQueryData(absenceQuery(accountId).queryKey, null),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["professionals"] }),
  });
}
