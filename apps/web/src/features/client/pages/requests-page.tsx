import "../client.css";
import { EmptyState, FilterTabs, Main, Page, Skeleton } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientsTabs } from "../../../shared/clients-tabs.tsx";
import { Failed } from "../../../shared/failed.tsx";
import { LoadMore } from "../../../shared/load-more.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { requestsQuery } from "../api/requests.ts";
import { RequestList } from "../components/relate-requests.tsx";

const filters = ["all", "pending", "accepted", "rejected", "cancelled", "expired"] as const;
type Filter = (typeof filters)[number];

/** Relate requests that the viewer sent, or that are for the viewer; a secretary's are those of all secretaries. */
export function RequestsPage() {
  const { t } = useTranslation("client");
  const { can } = useMe();
  const [filter, setFilter] = useState<Filter>("all");
  if (!can.seeCaseload && !can.seeAllClients) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={t("title")}>
        <ClientsTabs current="requests" />
        <div className="stack">
          <FilterTabs
            label={t("requests.filter")}
            options={filters.map((id) => ({ id, label: t(`requests.filters.${id}`) }))}
            value={filter}
            onChange={setFilter}
          />
          <Requests filter={filter} />
        </div>
      </Page>
    </Main>
  );
}

function Requests({ filter }: { filter: Filter }) {
  const { t } = useTranslation(["client", "common"]);
  const requests = useInfiniteQuery(requestsQuery(filter));
  if (requests.data === undefined) {
    return requests.isError ? (
      <Failed error={requests.error} onRetry={() => void requests.refetch()} />
    ) : (
      <Skeleton label={t("common:loading")} rows={3} />
    );
  }
  if (requests.data.length === 0) {
    return (
      <EmptyState picture="quiet" title={t("requests.none")}>
        <p>{t("requests.noneText")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <RequestList label={t("requests.title")} requests={requests.data} withClient />
      <LoadMore query={requests} label={t("requests.older")} />
    </>
  );
}
