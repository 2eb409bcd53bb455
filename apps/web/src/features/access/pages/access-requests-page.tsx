import { EmptyState } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { LogFrame } from "../../../shared/log-frame.tsx";
import { escalatedQuery } from "../api/access.ts";
import { RequestCard } from "../components/request-card.tsx";
import "../access.css";

/** Requests for access that no professional granted: client, professional, dates and reasons, and nothing of what was said (V-05). */
export function AccessRequestsPage() {
  const { t } = useTranslation("access");
  return (
    <LogFrame tab="access" title={t("title")} lead={t("lead")}>
      <Requests />
    </LogFrame>
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
