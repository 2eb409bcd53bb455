import { useTranslation } from "react-i18next";
import { useUnsubscribe } from "../api/invitation.ts";
import { ConfirmByLink } from "../components/confirm-by-link.tsx";

/** Ends mails of a kind by the link of such a mail, without a sign-in (N-03); it doesn't say whose, nor of which kind. */
export function UnsubscribePage() {
  const { t } = useTranslation("invitation");
  return (
    <ConfirmByLink
      place="/unsubscribe"
      confirm={useUnsubscribe()}
      variant="primary"
      words={{
        title: t("unsubscribe.title"),
        submit: t("unsubscribe.submit"),
        doneTitle: t("unsubscribe.doneTitle"),
        done: t("unsubscribe.done"),
        expiredTitle: t("unsubscribe.expiredTitle"),
        expired: t("unsubscribe.expired"),
      }}
    >
      <p>{t("unsubscribe.text")}</p>
    </ConfirmByLink>
  );
}
