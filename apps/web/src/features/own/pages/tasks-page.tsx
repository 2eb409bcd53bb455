import { EmptyState, Main, Page, Rows, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failed } from "../../../shared/failed.tsx";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { tasksQuery } from "../api/tasks.ts";
import { TaskRows } from "../components/task-rows.tsx";
import { useSomeWithoutTherapist, WithoutTherapistRow } from "../components/without-therapist.tsx";

/** Everything that the account is asked to do. */
export function TasksPage() {
  const { t } = useTranslation("own");
  return (
    <Main>
      <Page title={t("tasks.title")} lead={t("tasks.lead")} end={<QuickExitButton />}>
        <TaskList />
      </Page>
    </Main>
  );
}

function TaskList() {
  const { t } = useTranslation(["own", "common"]);
  const tasks = useQuery(tasksQuery);
  const someWithoutTherapist = useSomeWithoutTherapist();
  if (tasks.isPending) return <Skeleton label={t("common:loading")} rows={4} />;
  if (tasks.isError) return <Failed error={tasks.error} onRetry={() => void tasks.refetch()} />;
  if (tasks.data.length === 0 && !someWithoutTherapist) {
    return (
      <EmptyState picture="quiet" title={t("own:tasks.none")}>
        <p>{t("own:tasks.noneText")}</p>
      </EmptyState>
    );
  }
  return (
    <div className="narrow">
      <Rows label={t("own:tasks.list")}>
        <TaskRows />
        {someWithoutTherapist && <WithoutTherapistRow />}
      </Rows>
    </div>
  );
}
