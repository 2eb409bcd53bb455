import { Banner } from "@kring/ui";
import { CircleSlash } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useClient } from "../use-client.ts";

/** that the account is not in use, which is why nothing can be changed here. */
export function DeactivatedBanner() {
  const { t } = useTranslation("client");
  const { can } = useClient();
  return (
    <Banner icon={CircleSlash} title={t("deactivated.title")}>
      {t(can.reactivate ? "deactivated.textSecretary" : "deactivated.text")}
    </Banner>
  );
}
