import { Button, Dialog, DialogPart, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";
import { useRemoveSecondFactor, useRenewRecoveryCodes } from "../api/second-factor.ts";
import { SettingsPart } from "./account-page.tsx";
import { PasswordStep } from "./password-step.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SecondFactorSetUp } from "./second-factor-set-up.tsx";

/** The second step at sign-in: on or off, and its recovery codes. */
export function SecondFactor() {
  const { t } = useTranslation("account");
  const { secondFactor } = useMe();
  const showToast = useToast();
  const [isSettingUp, setSettingUp] = useState(false);
  const [asked, setAsked] = useState<"remove" | "codes" | null>(null);
  const done = () => {
    setSettingUp(false);
    showToast({ text: t("setUp.done") });
  };
  const close = () => setAsked(null);
  return (
    <SettingsPart
      title={t("factor.title")}
      lead={
        <>
          {t(secondFactor.on ? "factor.on" : isSettingUp ? "factor.settingUp" : "factor.off")}{" "}
          {secondFactor.required && t("factor.required")}
        </>
      }
    >
      {!secondFactor.on &&
        (isSettingUp ? (
          <SecondFactorSetUp onDone={done} onCancel={() => setSettingUp(false)} />
        ) : (
          <div>
            <Button onPress={() => setSettingUp(true)}>{t("factor.setUp")}</Button>
          </div>
        ))}
      {secondFactor.on && (
        <div className="row wrap">
          <Button onPress={() => setAsked("codes")}>{t("factor.newCodes")}</Button>
          {!secondFactor.required && (
            <Button variant="danger" onPress={() => setAsked("remove")}>
              {t("factor.remove")}
            </Button>
          )}
        </div>
      )}
      {asked === "remove" && <RemoveDialog onClose={close} />}
      {asked === "codes" && <NewCodesDialog onClose={close} />}
    </SettingsPart>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const showToast = useToast();
  const remove = useRemoveSecondFactor();
  const done = () => {
    onClose();
    showToast({ text: t("factor.removed") });
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("factor.removeTitle")} closeLabel={t("common:close")}>
      <DialogPart>
        <p>{t("factor.removeText")}</p>
        <PasswordStep
          action={t("factor.remove")}
          isDanger
          isBusy={remove.isPending}
          error={remove.error}
          onPassword={(password) => remove.mutate(password, { onSuccess: done })}
          onCancel={onClose}
        />
      </DialogPart>
    </Dialog>
  );
}

function NewCodesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const renew = useRenewRecoveryCodes();
  return (
    <Dialog isOpen onClose={onClose} title={t("factor.newCodesTitle")} closeLabel={t("common:close")}>
      {renew.data ? (
        <DialogPart actions={<Button onPress={onClose}>{t("setUp.codesDone")}</Button>}>
          <RecoveryCodes codes={renew.data.recoveryCodes} />
        </DialogPart>
      ) : (
        <DialogPart>
          <p>{t("factor.newCodesText")}</p>
          <PasswordStep
            action={t("factor.newCodesMake")}
            isBusy={renew.isPending}
            error={renew.error}
            onPassword={renew.mutate}
            onCancel={onClose}
          />
        </DialogPart>
      )}
    </Dialog>
  );
}
