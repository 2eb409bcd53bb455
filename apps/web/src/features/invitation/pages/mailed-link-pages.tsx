import { useTranslation } from "react-i18next";
import { useConfirmEmailChange, useConfirmSecondFactorReset, useUnsubscribe } from "../api/invitation.ts";
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

/** Ends mails of the kinds that a mail told of by its link, without a sign-in (N-03); it doesn't say whose, nor of which kinds. */
export function UnsubscribePage() {
  const { t } = useTranslation("invitation");
  return (
    <ConfirmByLink
      place="/unsubscribe"
      confirm={useUnsubscribe()}
      variant="primary"
      byHand="/profile/notifications"
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
