import { Skeleton } from "@kring/ui";
import { useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useBareNavigation } from "./navigation.tsx";
import { Shell } from "./shell.tsx";

/** A thread that is still to come. */
export function LoadingThread() {
  const { t } = useTranslation("common");
  return (
    <div className="thread">
      <div className="pane-head" />
      <div className="pane-pad grow">
        <Skeleton label={t("loading")} rows={5} immediate />
      </div>
    </div>
  );
}

/** A page that is still to come, in its own shape. */
export function LoadingPage() {
  const { t } = useTranslation("common");
  const hasPanes = useRouterState({
    select: ({ location }) => /^\/conversations(?!\/(?:new|about-me)$)/.test(location.pathname),
  });
  if (!hasPanes) {
    return (
      <main className="main">
        <div className="page">
          <Skeleton label={t("loading")} rows={4} immediate />
        </div>
      </main>
    );
  }
  return (
    <main className="main conv no-details">
      <div className="list">
        <div className="pane-head" />
        <div className="pane-pad">
          <Skeleton label={t("loading")} rows={5} immediate />
        </div>
      </div>
      <LoadingThread />
    </main>
  );
}

/** The first page of a visit, while it is not yet known who is signed in. */
export function LoadingVisit() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <Shell {...useBareNavigation(path)}>
      <LoadingPage />
    </Shell>
  );
}
