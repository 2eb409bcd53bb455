import { FieldError, Switch } from "@kring/ui";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useChangeSettings } from "../api/notification-preferences.ts";
import { SettingsPart } from "./account-page.tsx";

/** For clients and related persons: mails that don't tell where they come from. */
export function DiscreetMails({ discreet }: { discreet: boolean }) {
  const { t } = useTranslation("account");
  const say = useRefusal();
  const { organisation } = useMe();
  const change = useChangeSettings();
  const id = useId();
  return (
    <SettingsPart title={t("notifications.discreet.title")} lead={t("notifications.discreet.lead")}>
      <Switch
        checked={discreet}
        aria-describedby={id}
        onChange={({ target }) => change.mutate({ discreet: target.checked })}
      >
        {t("notifications.discreet.on")}
      </Switch>
      <p className="sm mute" id={id}>
        {t("notifications.discreet.hint", { organisation })}
      </p>
      {change.isError && (
        <div role="alert">
          <FieldError>{say(change.error)}</FieldError>
        </div>
      )}
    </SettingsPart>
  );
}
