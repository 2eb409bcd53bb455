import {
  acceptClientProposal,
  createClient,
  declineClientProposal,
  listClientProposals,
  proposeClient,
} from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export interface NewClient {
  name: string;
  email: string;
  born: string;
}

export const proposalsQuery = queryOptions({
  queryKey: ["client-proposals"],
  queryFn: async ({ signal }) => (await call(listClientProposals, {}, signal)).proposals,
});

export const useCreateClient = () =>
  useChange((body: NewClient & { clientNumber: string }) => call(createClient, { body }));

export const useProposeClient = () => useChange((body: NewClient & { note: string }) => call(proposeClient, { body }));

export const useAcceptProposal = (proposalId: string) =>
  useChange((clientNumber: string) => call(acceptClientProposal, { params: { proposalId }, body: { clientNumber } }));

export const useDeclineProposal = (proposalId: string) =>
  useChange(() => call(declineClientProposal, { params: { proposalId } }));
