import { confirmSignIn, requestPasswordReset, resetPassword, signIn } from "@kring/domain/contract";
import { useMutation } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const useSignIn = () =>
  useMutation({ mutationFn: (body: { email: string; password: string }) => call(signIn, { body }) });

export const useConfirmSignIn = () =>
  useMutation({
    mutationFn: (body: { code: string; kind: "totp" | "recovery-code" }) => call(confirmSignIn, { body }),
  });

export const useRequestPasswordReset = () =>
  useMutation({ mutationFn: (body: { email: string }) => call(requestPasswordReset, { body }) });

export const useResetPassword = () =>
  useMutation({ mutationFn: (body: { token: string; password: string }) => call(resetPassword, { body }) });
