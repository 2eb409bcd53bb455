import { Button, SignInLayout } from "@kring/ui";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLeave } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { SecondFactorSetUp } from "../components/second-factor-set-up.tsx";

/** Stands before everything else where a second factor is required and not there yet. */
export function SecondFactorPage() {
  const { t } = useTranslation(["account", "sign-in"]);
  const { organisation } = useMe();
  const { signOut } = useLeave();
  const navigate = useNavigate();
  return (
    <SignInLayout
      owner={t("sign-in:owner", { organisation })}
      footer={
        <Button variant="plain" className="flush" onPress={() => void signOut()}>
          {t("signOut.button")}
        </Button>
      }
    >
      <div className="sf">
        <h1>{t("setUp.title")}</h1>
        <p className="soft">{t("setUp.gate")}</p>
        <SecondFactorSetUp onDone={() => void navigate({ to: "/", replace: true })} />
      </div>
    </SignInLayout>
  );
}
