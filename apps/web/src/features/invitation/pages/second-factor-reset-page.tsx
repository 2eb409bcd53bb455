import { useTranslation } from "react-i18next";
import { useConfirmSecondFactorReset } from "../api/invitation.ts";
import { ConfirmByLink } from "../components/confirm-by-link.tsx";

/** The owner agrees to the removal of their second factor, by the link of a mail. */
export function SecondFactorResetPage() {
  const { t } = useTranslation("invitation");
  return (
    <ConfirmByLink
      place="/second-factor-reset"
      confirm={useConfirmSecondFactorReset()}
      variant="danger"
      words={{
        title: t("secondFactor.title"),
        submit: t("secondFactor.submit"),
        doneTitle: t("secondFactor.doneTitle"),
        done: t("secondFactor.done"),
        expiredTitle: t("secondFactor.expiredTitle"),
        expired: t("secondFactor.expired"),
      }}
    >
      <p>{t("secondFactor.text")}</p>
      <p>{t("secondFactor.after")}</p>
      <p className="soft">{t("secondFactor.notYou")}</p>
    </ConfirmByLink>
  );
}
