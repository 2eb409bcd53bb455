import { Skeleton } from "@kring/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failed } from "./failed.tsx";

export interface LoadedPageProps<Answer> {
  query: UseQueryResult<Answer>;
  children: (answer: Answer) => ReactNode;
}

/** What a page is about, or that it is on its way, or in its place why it failed. */
export function LoadedPage<Answer>({ query, children }: LoadedPageProps<Answer>) {
  const { t } = useTranslation("common");
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton label={t("loading")} rows={3} kind="lines" />;
}
