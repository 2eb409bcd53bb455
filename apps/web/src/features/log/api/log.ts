import { exportLog, findLogPeople, readLog, readLogChain, verifyLogChain } from "@kring/domain/contract";
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { call, callForFile } from "../../../shared/call.ts";
import type { LogFilter } from "../../../shared/log-filter.ts";
import { saveFile } from "../../../shared/save-file.ts";

export const logQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ["log", "lines", filter],
    queryFn: ({ pageParam, signal }) =>
      call(readLog, { query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam, limit: 100 }) } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap(({ lines }) => lines),
  });

export const logPeopleQuery = (kind: "actor" | "client", name: string) =>
  queryOptions({
    queryKey: ["log", "people", kind, name],
    queryFn: async ({ signal }) => (await call(findLogPeople, { query: { kind, name } }, signal)).people,
    enabled: name.length >= 3,
    placeholderData: keepPreviousData,
  });

export const logChainQuery = queryOptions({
  queryKey: ["log", "chain"],
  queryFn: ({ signal }) => call(readLogChain, {}, signal),
});

export function useVerifyChain() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(verifyLogChain, {}),
    onSuccess: (chain) => queryClient.setQueryData(logChainQuery.queryKey, chain),
  });
}

export type ExportFormat = "csv" | "json";

/** Saves the file of an export, and says why where there is none. */
export const useExport = (filter: LogFilter) =>
  useMutation({
    mutationFn: async (format: ExportFormat) =>
      saveFile(await callForFile(exportLog, { query: { ...filter, format } })),
  });
