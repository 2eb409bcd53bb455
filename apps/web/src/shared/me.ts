import { type Me, readMe } from "@kring/domain/contract";
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { call } from "./call.ts";

/** The signed-in person, read once per visit; every page behind sign-in has it before it shows. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call(readMe, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const useMe = (): Me => useSuspenseQuery(meQuery).data;
