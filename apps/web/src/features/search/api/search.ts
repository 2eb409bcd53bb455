import {
  type ClientSearchFilter,
  cancelRelateRequest,
  obtainTemporaryAccess,
  requestRelationFromSearch,
  searchOtherClients,
} from "@kring/domain/contract";
import { useMutation } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

/** Each search is logged and counted, so it is made by a press and never again by itself. */
export const useSearch = () =>
  useMutation({
    mutationFn: (body: { motivation: string; filter: ClientSearchFilter }) => call(searchOtherClients, { body }),
  });

export const useSendRequest = (searchId: string) =>
  useChange((body: { clientId: string; message: string }) =>
    call(requestRelationFromSearch, { params: { searchId }, body }),
  );

export const useCancelRequest = (requestId: string) =>
  useChange(() => call(cancelRelateRequest, { params: { requestId } }));

export const useObtainAccess = (searchId: string, clientId: string) =>
  useChange(() => call(obtainTemporaryAccess, { params: { searchId }, body: { clientId } }));
