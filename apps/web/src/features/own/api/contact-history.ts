import { readOwnContactHistory } from "@kring/domain/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const contactHistoryQuery = infiniteQueryOptions({
  queryKey: ["own", "contact-history"],
  queryFn: ({ pageParam, signal }) =>
    call(readOwnContactHistory, { query: pageParam === null ? {} : { cursor: pageParam } }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  select: ({ pages }) => pages.flatMap(({ lines }) => lines),
});
