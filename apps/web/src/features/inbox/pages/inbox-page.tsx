import { Button, EmptyState, Main, Page, Rows, Skeleton } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { inboxQuery, useMarkRead } from "../api/inbox.ts";
import { NotificationRow } from "../components/notification-row.tsx";
import { PushChoice } from "../components/push-choice.tsx";

export function InboxPage() {
  const { t } = useTranslation(["inbox", "common"]);
  return (
    <Main>
      <Page title={t("title")} lead={t("lead")} end={<QuickExitButton />}>
        <div className="settings">
          <div className="stack">
            <InboxList />
            <p>
              <Link to="/profile/notifications">{t("choose")}</Link>
            </p>
          </div>
          <PushChoice />
        </div>
      </Page>
    </Main>
  );
}

function InboxList() {
  const { t } = useTranslation(["inbox", "common"]);
  const say = useRefusal();
  const inbox = useInfiniteQuery(inboxQuery);
  const markRead = useMarkRead();
  if (inbox.isPending) return <Skeleton label={t("common:loading")} rows={4} kind="lines" />;
  if (inbox.isLoadingError) {
    return (
      <EmptyState title={t("failed")} action={<Button onPress={() => inbox.refetch()}>{t("common:retry")}</Button>}>
        <p>{say(inbox.error)}</p>
      </EmptyState>
    );
  }
  const { notifications, unread } = inbox.data;
  if (notifications.length === 0) {
    return (
      <EmptyState picture="quiet" title={t("none")}>
        <p>{t("noneText")}</p>
      </EmptyState>
    );
  }
  return (
    <div className="stack narrow">
      {unread > 0 && (
        <div>
          <Button dense onPress={() => markRead.mutate("all")}>
            {t("markAll")}
          </Button>
        </div>
      )}
      <Rows label={t("list")}>
        {notifications.map((notification) => (
          <NotificationRow
            key={notification.id}
            notification={notification}
            onFollow={() => {
              if (!notification.read) markRead.mutate([notification.id]);
            }}
          />
        ))}
      </Rows>
      {inbox.hasNextPage && (
        <div>
          <Button onPress={() => inbox.fetchNextPage()} busy={inbox.isFetchingNextPage && t("common:busy")}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}
