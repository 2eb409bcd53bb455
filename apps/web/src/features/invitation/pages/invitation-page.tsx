import { Button, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { forgetMailToken, mailToken } from "../../../shared/mail-token.ts";
import { SignInFrame } from "../../../shared/sign-in-frame.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { invitationQuery, useAcceptInvitation } from "../api/invitation.ts";
import { AcceptForm } from "../components/accept-form.tsx";
import { Outcome } from "../components/outcome.tsx";

/** What the link of an invitation opens: an account, to be activated with a password. */
export function InvitationPage() {
  const { t } = useTranslation("invitation");
  const [token] = useState(() => mailToken("/invitation"));
  return (
    <SignInFrame>
      {token === null ? (
        <Outcome title={t("expiredTitle")}>
          <p>{t("expired")}</p>
        </Outcome>
      ) : (
        <Invitation token={token} />
      )}
    </SignInFrame>
  );
}

function Invitation({ token }: { token: string }) {
  const { t } = useTranslation(["invitation", "common"]);
  const say = useRefusal();
  const language = useLanguage();
  const invitation = useQuery(invitationQuery(token));
  const accept = useAcceptInvitation();
  const isRelatedPerson = invitation.data?.kind === "related-person";
  const isExpired = [invitation.error, accept.error].some(
    (error) => error !== null && refusalCode(error) === "link-expired",
  );
  if (accept.isSuccess) {
    const hadOne = isRelatedPerson && invitation.data?.password !== "choose";
    return (
      <Outcome
        title={t(hadOne ? "invitation:doneTitleExisting" : "invitation:doneTitle")}
        signIn
        next={isRelatedPerson ? "/invitations" : undefined}
      >
        <p>{t(isRelatedPerson ? "invitation:doneRelatedPerson" : "invitation:done")}</p>
      </Outcome>
    );
  }
  if (isExpired) {
    return (
      <Outcome title={t("invitation:expiredTitle")}>
        <p>{t("invitation:expired")}</p>
      </Outcome>
    );
  }
  if (invitation.isError) {
    return (
      <Outcome title={t("invitation:failedTitle")}>
        <p>{say(invitation.error)}</p>
        <Button onPress={() => void invitation.refetch()}>{t("common:retry")}</Button>
      </Outcome>
    );
  }
  if (invitation.isPending) return <Skeleton label={t("common:loading")} rows={3} kind="lines" />;
  return (
    <AcceptForm
      invitation={invitation.data}
      accept={accept}
      onSubmit={(password) =>
        accept.mutate({ token, password, language }, { onSuccess: () => forgetMailToken("/invitation") })
      }
    />
  );
}
