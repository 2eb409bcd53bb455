import { Button, EmptyState, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { preferencesQuery } from "../api/notification-preferences.ts";
import { AccountPage, SettingsPart } from "../components/account-page.tsx";
import { DiscreetMails } from "../components/discreet-mails.tsx";
import { MailChoices } from "../components/mail-choices.tsx";
import { QuietHours } from "../components/quiet-hours.tsx";
import "../notifications.css";

/** What this account is mailed, and when (N-03). */
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
  if (preferences.isError) {
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
      <SettingsPart title={t("notifications.mails.title")} lead={t("notifications.mails.lead")}>
        <MailChoices groups={groups} />
        <p className="sm mute">{t("notifications.mails.dailyHint")}</p>
      </SettingsPart>
      <QuietHours quiet={quiet} timeZone={timeZone} />
      {discreet !== null && <DiscreetMails discreet={discreet} />}
    </>
  );
}
