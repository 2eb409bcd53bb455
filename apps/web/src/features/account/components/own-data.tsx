import { Button } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDownloadOwnData } from "../api/own-data.ts";
import { SettingsPart } from "./account-page.tsx";
import { PasswordStep } from "./password-step.tsx";

/** *Download my data*: the password, then a file. */
export function OwnData() {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const { download, bytes } = useDownloadOwnData();
  const [isAsking, setAsking] = useState(false);
  const ask = () => {
    download.reset();
    setAsking(true);
  };
  const kilobytes = new Intl.NumberFormat(language).format(Math.ceil(bytes / 1024));
  return (
    <SettingsPart title={t("data.title")} lead={t("data.lead")}>
      {isAsking ? (
        <PasswordStep
          takesFocus
          action={t("data.download")}
          isBusy={download.isPending}
          error={download.error}
          onPassword={(password) => download.mutate(password, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <div>
          <Button onPress={ask}>{t("data.open")}</Button>
        </div>
      )}
      <p className="sm mute" role="status">
        {download.isPending && (bytes === 0 ? t("data.gathering") : t("data.coming", { kilobytes }))}
        {download.isSuccess && !isAsking && t("data.done")}
      </p>
    </SettingsPart>
  );
}
