import { Button, Dialog, DialogPart } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLeave } from "../../../shared/leave.tsx";
import { useEndOwnAccount } from "../api/own-data.ts";
import { SettingsPart } from "./account-page.tsx";
import { PasswordStep } from "./password-step.tsx";

/** A related person ends their own account: what that does, the password, and it is done (P-06). */
export function EndAccount() {
  const { t } = useTranslation(["account", "common"]);
  const { signOut } = useLeave();
  // The page may be gone before the answer: the session ends with the account.
  const end = useEndOwnAccount(() => void signOut("account-ended"));
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    end.reset();
    setOpen(false);
  };
  return (
    <SettingsPart title={t("account:end.title")} lead={t("account:end.lead")}>
      <div>
        <Button variant="danger" onPress={() => setOpen(true)}>
          {t("account:end.open")}
        </Button>
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={t("account:end.ask")}
        closeLabel={t("common:close")}
        isBusy={end.isPending}
      >
        <DialogPart>
          <ul className="what-happens">
            <li>{t("account:end.what1")}</li>
            <li>{t("account:end.what2")}</li>
            <li>{t("account:end.what3")}</li>
            <li>{t("account:end.what4")}</li>
          </ul>
          <p>{t("account:end.final")}</p>
          <PasswordStep
            action={t("account:end.act")}
            isDanger
            isBusy={end.isPending || end.isSuccess}
            error={end.error}
            onPassword={(password) => end.mutate(password)}
            onCancel={close}
          />
        </DialogPart>
      </Dialog>
    </SettingsPart>
  );
}
