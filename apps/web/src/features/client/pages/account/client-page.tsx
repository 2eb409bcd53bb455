import "../../client.css";
import { Main, Skeleton, useToast } from "@kring/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../../shared/call.ts";
import { Failed } from "../../../../shared/failed.tsx";
import { NotFound } from "../../../../shared/not-found.tsx";
import { clientQuery, isClientId } from "../../api/client.ts";
import { ClientHead } from "../../components/client-head.tsx";
import { ClientMenu } from "../../components/client-menu.tsx";
import { TemporaryAccessBanner } from "../../components/temporary-access-banner.tsx";
import { pathOfSection, sectionOfPath } from "../../model/section-of-path.ts";
import { ClientContext, useClient } from "../../use-client.ts";

const route = getRouteApi("/signed-in/clients/$clientId");

/** A client account as a professional has it; gone from the screen as soon as the ground is (R-04, T-03). */
export function ClientPage() {
  const { t } = useTranslation("common");
  const { clientId } = route.useParams();
  const head = useQuery({ ...clientQuery(clientId), enabled: isClientId(clientId) });
  if (!isClientId(clientId)) return <Gone clientId={clientId} />;
  if (head.isError && refusalCode(head.error) === "not-found") {
    return <Gone clientId={clientId} wasOpen={head.data !== undefined} wasUntil={head.data?.until ?? null} />;
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

interface GoneProps {
  clientId: string;
  wasOpen?: boolean;
  /** When the temporary access was to end by which the account was open. */
  wasUntil?: number | null;
}

/** Clocks differ: an access that ends within this time of the end it had, ended by itself. */
const clockSlack = 30_000;

/** What was read of the account is forgotten; whoever had it open hears that it is no longer there, and why. */
function Gone({ clientId, wasOpen = false, wasUntil = null }: GoneProps) {
  const { t } = useTranslation("client");
  const queryClient = useQueryClient();
  const showToast = useToast();
  const hasLapsed = wasUntil !== null && Date.now() > wasUntil - clockSlack;
  useEffect(() => {
    if (hasLapsed) showToast({ text: t("temporary.ended") });
  }, [hasLapsed, showToast, t]);
  useEffect(() => {
    queryClient.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] === "client" && queryKey[1] === clientId && queryKey.length > 2,
    });
    if (!wasOpen) return;
    const title = document.querySelector<HTMLElement>("main h1");
    if (title === null) return;
    title.tabIndex = -1;
    title.focus();
  }, [queryClient, clientId, wasOpen]);
  return (
    <Main>
      <NotFound />
    </Main>
  );
}
