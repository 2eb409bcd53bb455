import type { ClientDetails } from "@kring/domain/contract";
import { Button, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { momentInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useResendInvitation, useWithdrawInvitation } from "../api/details.ts";
import { useClient } from "../use-client.ts";

/** The invitation of an account that has not been activated. */
export function InvitationPart({ details }: { details: ClientDetails }) {
  const { t } = useTranslation(["client", "common"]);
  const language = useLanguage();
  const { id, can } = useClient();
  const say = useRefusal();
  const showToast = useToast();
  const resend = useResendInvitation(id);
  const withdraw = useWithdrawInvitation(id);
  const [isAsking, setAsking] = useState(false);
  const { invitation, activatedAt } = details;
  if (activatedAt !== null) return null;
  const inWords = (at: number) => momentInWords(at, Date.now(), language);
  const sendAgain = () =>
    resend.mutate(undefined, {
      onSuccess: () => showToast({ text: t("invitation.resent") }),
      onError: (error) => showToast({ text: say(error) }),
    });
  return (
    <section className="settings-part">
      <h3>{t("invitation.title")}</h3>
      <p className="soft">
        {invitation === null
          ? t("invitation.none")
          : t("invitation.sent", { sent: inWords(invitation.sentAt), until: inWords(invitation.expiresAt) })}
      </p>
      <div className="row wrap">
        {can.resendInvitation && (
          <Button dense onPress={sendAgain} busy={resend.isPending && t("common:busy")}>
            {t("invitation.resend")}
          </Button>
        )}
        {can.withdrawInvitation && invitation !== null && (
          <Button dense variant="danger" onPress={() => setAsking(true)}>
            {t("invitation.withdraw")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("invitation.withdrawTitle")}
        act={t("invitation.withdraw")}
        change={withdraw}
        onDone={() => showToast({ text: t("invitation.withdrawn") })}
      >
        <p>{t("invitation.withdrawWhat")}</p>
      </ConfirmDialog>
    </section>
  );
}
