import { EmptyState, Main, Page } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { LogTabs } from "../../../shared/log-tabs.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { escalatedQuery } from "../api/access.ts";
import { RequestCard } from "../components/request-card.tsx";
import "../access.css";

/** Requests for access that no professional granted: client, professional, dates and reasons, and nothing of what was said (V-05). */
export function AccessRequestsPage() {
  const { t } = useTranslation("access");
  const { can } = useMe();
  if (!can.readLog) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={t("title")} lead={t("lead")}>
        <LogTabs current="access" />
        <Requests />
      </Page>
    </Main>
  );
}

function Requests() {
  const { t } = useTranslation("access");
  const requests = useQuery(escalatedQuery);
  return (
    <LoadedPage query={requests}>
      {(waiting) =>
        waiting.length === 0 ? (
          <EmptyState picture="quiet" title={t("none")}>
            <p>{t("noneText")}</p>
          </EmptyState>
        ) : (
          <ul className="access-requests" aria-label={t("title")}>
            {waiting.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </ul>
        )
      }
    </LoadedPage>
  );
}
