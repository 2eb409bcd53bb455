import { getRouteApi, useLocation, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { safeReturnPath } from "../../../shared/return-path.ts";
import { SignInFrame } from "../../../shared/sign-in-frame.tsx";
import { CodeForm } from "../components/code-form.tsx";
import { CredentialsForm } from "../components/credentials-form.tsx";

const route = getRouteApi("/public/sign-in");

const notices = {
  "signed-out": "signedOut",
  "password-chosen": "passwordChosen",
  "account-ended": "accountEnded",
} as const;

export function SignInPage() {
  const { t } = useTranslation("sign-in");
  const { why } = route.useSearch();
  const next = useLocation({ select: ({ state }) => state.next });
  const { history } = useRouter();
  const [isCodeNeeded, setCodeNeeded] = useState(false);
  const goOn = () => history.replace(safeReturnPath(next));
  const notice = why && t(notices[why]);
  return (
    <SignInFrame footer={t("noAccount")}>
      {isCodeNeeded ? (
        <CodeForm onSignedIn={goOn} onStartAgain={() => setCodeNeeded(false)} />
      ) : (
        <CredentialsForm notice={notice} onSignedIn={goOn} onCodeNeeded={() => setCodeNeeded(true)} />
      )}
    </SignInFrame>
  );
}
