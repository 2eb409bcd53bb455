import { findColleagues, readClientProfessionals, relateTherapist } from "@kring/domain/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const professionalsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId, "professionals"],
    queryFn: ({ signal }) => call(readClientProfessionals, { params: { clientId } }, signal),
  });

export type WhichColleagues = "related" | "unrelated" | "any";

export const colleaguesQuery = (clientId: string, which: WhichColleagues, name: string) =>
  queryOptions({
    queryKey: ["client", clientId, "colleagues", which, name],
    queryFn: async ({ signal }) => {
      const query = { which, ...(name === "" ? {} : { name }) };
      return (await call(findColleagues, { params: { clientId }, query }, signal)).colleagues;
    },
    placeholderData: keepPreviousData,
  });

export const useRelateTherapist = (clientId: string) =>
  useChange((professionalId: string) => call(relateTherapist, { params: { clientId }, body: { professionalId } }));
