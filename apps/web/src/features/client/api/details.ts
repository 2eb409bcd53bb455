import {
  changeClientDetails,
  deactivateClient,
  offerClientSecondFactorReset,
  reactivateClient,
  readClientDetails,
  resendClientInvitation,
  withdrawClientInvitation,
} from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const detailsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId, "details"],
    queryFn: ({ signal }) => call(readClientDetails, { params: { clientId } }, signal),
  });

export interface ChangedDetails {
  name?: string;
  born?: string;
  clientNumber?: string;
  email?: string;
}

export const useChangeDetails = (clientId: string) =>
  useChange((body: ChangedDetails) => call(changeClientDetails, { params: { clientId }, body }));

export const useResendInvitation = (clientId: string) =>
  useChange(() => call(resendClientInvitation, { params: { clientId } }));

export const useWithdrawInvitation = (clientId: string) =>
  useChange(() => call(withdrawClientInvitation, { params: { clientId } }));

export const useDeactivateClient = (clientId: string) =>
  useChange(() => call(deactivateClient, { params: { clientId } }));

export const useReactivateClient = (clientId: string) =>
  useChange(() => call(reactivateClient, { params: { clientId } }));

export const useOfferSecondFactorReset = (clientId: string) =>
  useChange(() => call(offerClientSecondFactorReset, { params: { clientId } }));
