import {
  changeRoles,
  deactivateProfessional,
  inviteProfessional,
  type Language,
  listProfessionals,
  offerSecondFactorReset,
  previewDeactivation,
  type Role,
  reactivateProfessional,
  readProfessional,
} from "@kring/domain/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const professionalsQuery = (role: Role | undefined, name: string) =>
  infiniteQueryOptions({
    queryKey: ["professionals", "list", role, name],
    queryFn: ({ pageParam, signal }) =>
      call(
        listProfessionals,
        {
          query: {
            ...(role === undefined ? {} : { role }),
            ...(name === "" ? {} : { name }),
            ...(pageParam === null ? {} : { cursor: pageParam, limit: 100 }),
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const professionalQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ["professionals", professionalId],
    queryFn: ({ signal }) => call(readProfessional, { params: { professionalId } }, signal),
  });

/** What would happen now; read anew each time it is shown. */
export const endingQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ["professionals", professionalId, "ending"],
    queryFn: ({ signal }) => call(previewDeactivation, { params: { professionalId } }, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const useInviteProfessional = () =>
  useChange((body: { name: string; email: string; roles: Role[]; language: Language }) =>
    call(inviteProfessional, { body }),
  );

export const useChangeRoles = (professionalId: string) =>
  useChange((body: { roles: Role[]; confirmed: boolean }) => call(changeRoles, { params: { professionalId }, body }));

export const useDeactivate = (professionalId: string) =>
  useChange(() => call(deactivateProfessional, { params: { professionalId } }));

export const useReactivate = (professionalId: string) =>
  useChange(() => call(reactivateProfessional, { params: { professionalId } }));

export const useOfferReset = (professionalId: string) =>
  useChange(() => call(offerSecondFactorReset, { params: { professionalId } }));
