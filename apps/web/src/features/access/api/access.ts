import { decideAccess, type EscalatedAccessRequest, listEscalatedAccess } from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const escalatedQuery = queryOptions({
  queryKey: ["access-requests"],
  queryFn: async ({ signal }) => (await call(listEscalatedAccess, {}, signal)).requests,
});

type Decision = { answer: "grant" } | { answer: "record-ground"; ground: string };

export const useDecideAccess = (requestId: EscalatedAccessRequest["id"]) =>
  useChange((body: Decision) => call(decideAccess, { params: { requestId }, body }));
