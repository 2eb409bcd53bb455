import { useTranslation } from "react-i18next";
import { useConfirmEmailChange } from "../api/invitation.ts";
import { ConfirmByLink } from "../components/confirm-by-link.tsx";

/** Confirms another e-mail address by the link that came there. */
export function EmailChangePage() {
  const { t } = useTranslation("invitation");
  return (
    <ConfirmByLink
      place="/email-change"
      confirm={useConfirmEmailChange()}
      variant="primary"
      words={{
        title: t("emailChange.title"),
        submit: t("emailChange.submit"),
        doneTitle: t("emailChange.doneTitle"),
        done: t("emailChange.done"),
        expiredTitle: t("emailChange.expiredTitle"),
        expired: t("emailChange.expired"),
      }}
    >
      <p>{t("emailChange.text")}</p>
    </ConfirmByLink>
  );
}
