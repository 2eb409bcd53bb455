import {
  acceptClientProposal,
  createClient,
  declineClientProposal,
  type Language,
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

/** What the secretary adds. */
interface Arranged {
  clientNumber: string;
  language: Language;
}

export const proposalsQuery = queryOptions({
  queryKey: ["client-proposals"],
  queryFn: async ({ signal }) => (await call(listClientProposals, {}, signal)).proposals,
});

export const useCreateClient = () => useChange((body: NewClient & Arranged) => call(createClient, { body }));

export const useProposeClient = () => useChange((body: NewClient & { note: string }) => call(proposeClient, { body }));

export const useAcceptProposal = (proposalId: string) =>
  useChange((body: Arranged) => call(acceptClientProposal, { params: { proposalId }, body }));

export const useDeclineProposal = (proposalId: string) =>
  useChange(() => call(declineClientProposal, { params: { proposalId } }));
