import "../log.css";
import { EmptyState, Skeleton } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Failed } from "../../../shared/failed.tsx";
import { LoadMore } from "../../../shared/load-more.tsx";
import type { LogFilter } from "../../../shared/log-filter.ts";
import { LogFrame } from "../../../shared/log-frame.tsx";
import { logQuery } from "../api/log.ts";
import { ChainState } from "../components/chain-state.tsx";
import { ExportLog } from "../components/export-log.tsx";
import { LogFilters } from "../components/log-filters.tsx";
import { LogTable } from "../components/log-table.tsx";

const route = getRouteApi("/signed-in/log");

/** The log for application managers: every access to and change of client accounts and of the platform. */
export function LogPage() {
  const { t } = useTranslation("log-page");
  const filter = route.useSearch();
  return (
    <LogFrame tab="log" title={t("title")} lead={t("lead")} end={<ExportLog filter={filter} />}>
      <Log filter={filter} />
    </LogFrame>
  );
}

function Log({ filter }: { filter: LogFilter }) {
  const { t } = useTranslation(["log-page", "common"]);
  const navigate = route.useNavigate();
  const log = useInfiniteQuery(logQuery(filter));
  const lines = log.data;
  const names = {
    actor: lines?.find(({ actor }) => actor?.id === filter.actorId)?.actor?.name,
    client: lines?.find(({ client }) => client?.id === filter.clientId)?.client?.name,
  };
  return (
    <>
      <LogFilters
        filter={filter}
        names={names}
        onChange={(changed) => void navigate({ search: changed, replace: true, resetScroll: false })}
      />
      <ChainState />
      {lines === undefined ? (
        log.isError ? (
          <Failed error={log.error} onRetry={() => void log.refetch()} />
        ) : (
          <Skeleton label={t("common:loading")} rows={6} kind="lines" />
        )
      ) : lines.length === 0 ? (
        <EmptyState picture="quiet" title={t("none")}>
          <p>{t("noneText")}</p>
        </EmptyState>
      ) : (
        <div className="stack" aria-busy={log.isPlaceholderData}>
          <LogTable lines={lines} hasMore={log.hasNextPage} />
          <LoadMore query={log} label={t("older")} />
        </div>
      )}
    </>
  );
}
