import { Button, EmptyState, QuickExit } from "@kring/ui";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLeave } from "../shared/leave.tsx";
import { useRefusal } from "../shared/use-refusal.ts";

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("common");
  const router = useRouter();
  const say = useRefusal();
  const { quickly } = useLeave();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="main">
      {/* Who is signed in may be what could not be read, so the way out is there for everybody. */}
      <div className="top-end">
        <QuickExit label={t("quickExit.label")} hint={t("quickExit.hint")} onExit={quickly} />
      </div>
      <div className="page">
        <EmptyState
          picture="missing"
          level={1}
          title={t("error.title")}
          action={
            <Button variant="primary" onPress={retry}>
              {t("retry")}
            </Button>
          }
        >
          <p>{say(error)}</p>
        </EmptyState>
      </div>
    </main>
  );
}
