import "../../client.css";
import { Main, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../../shared/call.ts";
import { Failed } from "../../../../shared/failed.tsx";
import { NotFound } from "../../../../shared/not-found.tsx";
import { clientQuery, isClientId } from "../../api/client.ts";
import { ClientHead } from "../../components/client-head.tsx";
import { ClientMenu } from "../../components/client-menu.tsx";
import { DeactivatedBanner } from "../../components/deactivated-banner.tsx";
import { LostAccount } from "../../components/lost-account.tsx";
import { TemporaryAccessBanner } from "../../components/temporary-access-banner.tsx";
import { pathOfSection, sectionOfPath } from "../../model/section-of-path.ts";
import { ClientContext, useClient } from "../../use-client.ts";

const route = getRouteApi("/signed-in/clients/$clientId");

/** A client account as a professional has it; gone from the screen as soon as the ground is (R-04, T-03). */
export function ClientPage() {
  const { t } = useTranslation("common");
  const { clientId } = route.useParams();
  const head = useQuery({ ...clientQuery(clientId), enabled: isClientId(clientId) });
  const isNotFound = !isClientId(clientId) || (head.isError && refusalCode(head.error) === "not-found");
  if (isNotFound && head.data !== undefined) {
    return <LostAccount key={clientId} clientId={clientId} ground={head.data.ground} />;
  }
  if (isNotFound) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  if (head.data === undefined) {
    return (
      <Main>
        <div className="page">
          {head.isError ? (
            <Failed error={head.error} onRetry={() => void head.refetch()} />
          ) : (
            <Skeleton label={t("loading")} rows={4} />
          )}
        </div>
      </Main>
    );
  }
  return (
    <ClientContext value={head.data}>
      <Main ground="desk" className="acct-page">
        {head.data.ground === "temporary-access" && <TemporaryAccessBanner />}
        {head.data.state === "deactivated" && <DeactivatedBanner />}
        <div className="acct">
          <ClientHead />
          <Pages />
        </div>
      </Main>
    </ClientContext>
  );
}

/** The menu and the page that is open, as far as this viewer has it. */
function Pages() {
  const { id, sections } = useClient();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const wanted = sectionOfPath(path);
  const has = sections.some((section) => section === wanted);
  const [first] = sections;
  if (!has && wanted === "dashboard" && first !== undefined) return <Navigate to={pathOfSection(id, first)} replace />;
  return (
    <>
      <ClientMenu current={wanted} />
      <div className="acct-body">{has ? <Outlet /> : <NotFound />}</div>
    </>
  );
}
