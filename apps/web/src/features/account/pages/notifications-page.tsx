import { Button, EmptyState, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { preferencesQuery } from "../api/notification-preferences.ts";
import { AccountPage } from "../components/account-page.tsx";
import { DiscreetMails } from "../components/discreet-mails.tsx";
import { NotificationChoices } from "../components/notification-choices.tsx";
import { QuietHours } from "../components/quiet-hours.tsx";
import "../notifications.css";

/** What this account is told by mail and on its devices, and when (N-03). */
export function NotificationsPage() {
  return (
    <AccountPage current="notifications">
      <Preferences />
    </AccountPage>
  );
}

function Preferences() {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const preferences = useQuery(preferencesQuery);
  if (preferences.isPending) return <Skeleton label={t("common:loading")} rows={6} kind="lines" />;
  if (preferences.isLoadingError) {
    return (
      <EmptyState
        title={t("notifications.failed")}
        action={<Button onPress={() => preferences.refetch()}>{t("common:retry")}</Button>}
      >
        <p>{say(preferences.error)}</p>
      </EmptyState>
    );
  }
  const { groups, quiet, timeZone, discreet } = preferences.data;
  return (
    <>
      <NotificationChoices groups={groups} />
      <QuietHours quiet={quiet} timeZone={timeZone} />
      {discreet !== null && <DiscreetMails discreet={discreet} />}
    </>
  );
}
