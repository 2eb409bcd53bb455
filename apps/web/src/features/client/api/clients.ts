import { listClients } from "@kring/domain/contract";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export type ClientsScope = "caseload" | "all" | "without-therapist";

export const clientsQuery = (scope: ClientsScope, find: string) =>
  infiniteQueryOptions({
    queryKey: ["clients", scope, find],
    queryFn: ({ pageParam, signal }) =>
      call(
        listClients,
        {
          query: {
            scope,
            ...(find === "" ? {} : { find }),
            ...(pageParam === null ? {} : { cursor: pageParam, limit: 100 }),
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap(({ clients }) => clients),
  });
