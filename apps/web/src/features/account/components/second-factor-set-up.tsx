import { Button, Checkbox, OneTimeCodeField } from "@kring/ui";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useConfirmSecondFactor, useStartSecondFactor } from "../api/second-factor.ts";
import { PasswordStep } from "./password-step.tsx";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

export interface SecondFactorSetUpProps {
  onDone: () => void;
  onCancel?: (() => void) | undefined;
}

/** Password, then a code to scan and recovery codes to keep, then the proof that the app works. */
export function SecondFactorSetUp({ onDone, onCancel }: SecondFactorSetUpProps) {
  const { t } = useTranslation("account");
  const start = useStartSecondFactor();
  if (start.data) return <ConfirmStep {...start.data} onDone={onDone} />;
  return (
    <PasswordStep
      action={t("factor.next")}
      isBusy={start.isPending}
      error={start.error}
      onPassword={start.mutate}
      onCancel={onCancel}
    />
  );
}

const keyIn = (totpUri: string): string =>
  new URL(totpUri).searchParams.get("secret")?.replace(/(.{4})(?=.)/g, "$1 ") ?? "";

function ConfirmStep(props: { totpUri: string; recoveryCodes: string[]; onDone: () => void }) {
  const { totpUri, recoveryCodes, onDone } = props;
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState("");
  const [isKept, setKept] = useState(false);
  const [isTried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isKept && code.length === 6) confirm.mutate(code, { onSuccess: onDone });
  };
  const missing = isTried && code.length < 6 ? t("setUp.codeMissing") : undefined;
  return (
    <form className="form steps" onSubmit={submit} noValidate>
      <h3>{t("setUp.scanStep")}</h3>
      <p className="soft">{t("setUp.scanHint")}</p>
      <QrCode text={totpUri} label={t("setUp.qrLabel")} />
      <p>
        <a href={totpUri}>{t("setUp.openApp")}</a>
      </p>
      <p className="sm">
        <span className="mute">{t("setUp.key")}: </span>
        <code className="key">{keyIn(totpUri)}</code>
      </p>
      <h3>{t("setUp.codesStep")}</h3>
      <RecoveryCodes codes={recoveryCodes} />
      <Checkbox
        checked={isKept}
        onChange={(event) => setKept(event.target.checked)}
        error={isTried && !isKept ? t("setUp.keptMissing") : undefined}
      >
        {t("setUp.kept")}
      </Checkbox>
      <h3>{t("setUp.confirmStep")}</h3>
      <OneTimeCodeField
        label={t("setUp.code")}
        value={code}
        onCode={setCode}
        error={missing ?? (confirm.isError ? say(confirm.error) : undefined)}
      />
      <div>
        <Button type="submit" variant="primary" busy={confirm.isPending && t("common:busy")}>
          {t("setUp.confirm")}
        </Button>
      </div>
    </form>
  );
}
