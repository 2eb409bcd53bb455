import { answerRelateRequest, type RelateRequestId, readOwnRelateRequest } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const requestQuery = (requestId: RelateRequestId) =>
  queryOptions({
    queryKey: ["own", "requests", requestId],
    queryFn: ({ signal }) => call(readOwnRelateRequest, { params: { requestId } }, signal),
  });

/** One answer; everything that shows who sees the account is read again after it. */
export function useAnswerRequest(requestId: RelateRequestId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (answer: "accept" | "reject") => call(answerRelateRequest, { params: { requestId }, body: { answer } }),
    onSuccess: (request) => queryClient.setQueryData(requestQuery(requestId).queryKey, request),
    onSettled: () => queryClient.invalidateQueries(),
  });
}
