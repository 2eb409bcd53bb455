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
import { changeLanguage } from "../../../words/i18n.ts";

/** The page goes on in the language that whoever invites chose; its reader can choose another. */
async function readIt(token: string, signal: AbortSignal) {
  const invitation = await call(readInvitation, { body: { token } }, signal);
  await changeLanguage(invitation.language);
  return invitation;
}

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
