import {
  type AccountId,
  findColleagues,
  listClients,
  listProfessionals,
  listRelatedPersons,
  readCircle,
  readClient,
  readProfessional,
} from "@kring/domain/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call, refusalCode } from "../../../shared/call.ts";
import {
  type Candidate,
  circleCandidates,
  clientCandidate,
  ownInvitee,
  professionalCandidate,
} from "../model/candidates.ts";

/** The client's own people. */
export const circleCandidatesQuery = queryOptions({
  queryKey: ["candidates", "circle"],
  queryFn: async ({ signal }) => circleCandidates(await call(readCircle, {}, signal)),
});

/** Clients of the reader's own caseload, by name. */
export const caseloadQuery = (find: string) =>
  queryOptions({
    queryKey: ["candidates", "caseload", find],
    queryFn: async ({ signal }) => {
      const query = { scope: "caseload" as const, ...(find === "" ? {} : { find }) };
      return (await call(listClients, { query }, signal)).clients.map(clientCandidate);
    },
    placeholderData: keepPreviousData,
  });

/** Professionals of the platform, by name, without the reader. */
export const colleaguesQuery = (name: string) =>
  queryOptions({
    queryKey: ["candidates", "colleagues", name],
    queryFn: async ({ signal }) => {
      const { professionals } = await call(listProfessionals, { query: name === "" ? {} : { name } }, signal);
      return professionals.filter(({ you, state }) => !you && state === "active").map(professionalCandidate);
    },
    placeholderData: keepPreviousData,
  });

export interface AroundClient {
  client: Candidate;
  /** Colleagues who are related to the client, too. */
  colleagues: Candidate[];
  /** Related persons whom the reader invited. */
  invited: Candidate[];
}

/** Whom a therapist can talk with about one client. */
export const aroundClientQuery = (clientId: AccountId, me: AccountId) =>
  queryOptions({
    queryKey: ["candidates", "client", clientId],
    queryFn: async ({ signal }): Promise<AroundClient> => {
      const params = { clientId };
      const [{ name }, { colleagues }, { records }] = await Promise.all([
        call(readClient, { params }, signal),
        call(findColleagues, { params, query: { which: "related" } }, signal),
        call(listRelatedPersons, { params }, signal),
      ]);
      return {
        client: clientCandidate({ id: clientId, name }),
        colleagues: colleagues
          .filter(({ id }) => id !== me)
          .map(({ id, name }) => professionalCandidate({ id, name, roles: ["therapist"] })),
        invited: records.filter(({ can }) => can.startConversation).map(ownInvitee),
      };
    },
  });

/** Whose account somebody came here for: a professional of the platform, else a client of the reader. */
export const professionalOrClientQuery = (id: AccountId) =>
  queryOptions({
    queryKey: ["candidates", "account", id],
    queryFn: async ({ signal }) => {
      try {
        return professionalCandidate(await call(readProfessional, { params: { professionalId: id } }, signal));
      } catch (error) {
        if (refusalCode(error) !== "not-found") throw error;
        return clientCandidate(await call(readClient, { params: { clientId: id } }, signal));
      }
    },
  });
