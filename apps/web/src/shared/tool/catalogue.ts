import { readCatalogue } from "@kring/domain/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../call.ts";
import { useLanguage } from "../use-language.ts";

/** What the tools of the platform are called and hold; it changes with a release only. */
export const catalogueQuery = queryOptions({
  queryKey: ["tool-catalogue"],
  queryFn: async ({ signal }) => (await call(readCatalogue, {}, signal)).tools,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Calls a tool by its title in the reader's language; null until it is known. */
export function useToolTitle(): (catalogueKey: string) => string | null {
  const { data } = useQuery(catalogueQuery);
  const language = useLanguage();
  return (catalogueKey) => data?.find(({ key }) => key === catalogueKey)?.title[language] ?? null;
}
