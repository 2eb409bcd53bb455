import { previewCaseloadTransfer, readCaseloadTransfer, transferCaseload } from "@kring/domain/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const transferPreviewQuery = (professionalId: string, to: string | undefined) =>
  queryOptions({
    queryKey: ["professionals", professionalId, "caseload-transfer", to],
    queryFn: ({ signal }) =>
      call(previewCaseloadTransfer, { params: { professionalId }, query: to === undefined ? {} : { to } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export const useTransferCaseload = (professionalId: string) =>
  useChange((body: { to: string; clientIds: string[]; message: string }) =>
    call(transferCaseload, { params: { professionalId }, body }),
  );

const askAgainMs = 1000;

/** Reads again until every client has a result, also while the socket is down. */
export const caseloadTransferQuery = (transferId: string) =>
  queryOptions({
    queryKey: ["caseload-transfers", transferId],
    queryFn: ({ signal }) => call(readCaseloadTransfer, { params: { transferId } }, signal),
    refetchInterval: ({ state }) => (state.data?.done === false ? askAgainMs : false),
  });
