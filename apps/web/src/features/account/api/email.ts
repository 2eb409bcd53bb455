import { requestEmailChange } from "@kring/domain/contract";
import { useMutation } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const useRequestEmailChange = () =>
  useMutation({
    mutationFn: (body: { email: string; password: string }) => call(requestEmailChange, { body }),
  });
