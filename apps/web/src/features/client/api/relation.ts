import { breakRelation, previewRelationEnding, transferClient, transferTools } from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

interface Relation {
  clientId: string;
  professionalId: string;
}

/** What would happen now; read anew each time it is shown. */
export const relationEndingQuery = ({ clientId, professionalId }: Relation) =>
  queryOptions({
    queryKey: ["client", clientId, "ending", professionalId],
    queryFn: ({ signal }) => call(previewRelationEnding, { params: { clientId, professionalId } }, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const useTransferTools = (params: Relation) =>
  useChange((body: { to: string; toolIds: string[] }) => call(transferTools, { params, body }));

export const useBreakRelation = (params: Relation) =>
  useChange((unguidedToolIds: string[]) => call(breakRelation, { params, body: { unguidedToolIds } }));

export const useTransferClient = (params: Relation) =>
  useChange((body: { to: string; message: string }) => call(transferClient, { params, body }));
