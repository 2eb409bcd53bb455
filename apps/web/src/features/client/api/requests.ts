import {
  cancelRelateRequest,
  listRelateRequests,
  type RelateRequestState,
  sendRelateRequest,
} from "@kring/domain/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const requestsQuery = (state: RelateRequestState | "all") =>
  infiniteQueryOptions({
    queryKey: ["relate-requests", state],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(state === "all" ? {} : { state }), ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(listRelateRequests, { query }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap(({ requests }) => requests),
  });

export const useSendRequest = (clientId: string) =>
  useChange((body: { professionalId: string; message: string }) =>
    call(sendRelateRequest, { params: { clientId }, body }),
  );

export const useCancelRequest = () =>
  useChange((requestId: string) => call(cancelRelateRequest, { params: { requestId } }));
