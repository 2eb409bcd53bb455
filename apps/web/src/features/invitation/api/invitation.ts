import {
  acceptInvitation,
  confirmEmailChange,
  confirmSecondFactorReset,
  type Language,
  readInvitation,
  unsubscribe,
} from "@kring/domain/contract";
import { queryOptions, useMutation } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

const readIt = (token: string, signal: AbortSignal) => call(readInvitation, { body: { token } }, signal);

/** What an invitation is for. */
export type Invitation = Awaited<ReturnType<typeof readIt>>;

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => readIt(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const useAcceptInvitation = () =>
  useMutation({
    mutationFn: (body: { token: string; password: string; language: Language }) => call(acceptInvitation, { body }),
  });

export const useConfirmEmailChange = () =>
  useMutation({ mutationFn: (token: string) => call(confirmEmailChange, { body: { token } }) });

export const useConfirmSecondFactorReset = () =>
  useMutation({ mutationFn: (token: string) => call(confirmSecondFactorReset, { body: { token } }) });

export const useUnsubscribe = () =>
  useMutation({ mutationFn: (token: string) => call(unsubscribe, { body: { token } }) });
