import { Button, FieldError, OneTimeCodeField, TextField } from "@kring/ui";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useConfirmSignIn } from "../api/sign-in.ts";

export interface CodeFormProps {
  onSignedIn: () => void;
  onStartAgain: () => void;
}

/** The second step: a code from the app, or a recovery code. */
export function CodeForm({ onSignedIn, onStartAgain }: CodeFormProps) {
  const { t } = useTranslation("sign-in");
  const say = useRefusal();
  const confirm = useConfirmSignIn();
  const [kind, setKind] = useState<"totp" | "recovery-code">("totp");
  const [code, setCode] = useState("");
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind of code is another field
  useEffect(() => field.current?.focus(), [kind]);
  const isExpired = confirm.isError && refusalCode(confirm.error) === "not-signed-in";
  const wrong = confirm.isError && !isExpired ? say(confirm.error) : undefined;
  const error = isMissing ? t("code.missing") : wrong;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(code.trim().length < 6);
    if (code.trim().length >= 6) confirm.mutate({ code: code.trim(), kind }, { onSuccess: onSignedIn });
  };
  const change = (to: typeof kind) => {
    setKind(to);
    setCode("");
    setMissing(false);
    confirm.reset();
  };
  return (
    <form className="sf" onSubmit={submit} noValidate>
      <h1>{t("code.title")}</h1>
      <p className="soft">{t(kind === "totp" ? "code.lead" : "code.recoveryLead")}</p>
      {kind === "totp" ? (
        <OneTimeCodeField key="totp" label={t("code.label")} value={code} onCode={setCode} error={error} ref={field} />
      ) : (
        <TextField
          key="recovery"
          label={t("code.recoveryLabel")}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={error}
          ref={field}
        />
      )}
      {isExpired && (
        <div role="alert">
          <FieldError>{t("code.expired")}</FieldError>
        </div>
      )}
      <Button type="submit" variant="primary" wide busy={(confirm.isPending || confirm.isSuccess) && t("submitting")}>
        {t("code.submit")}
      </Button>
      <div className="row wrap">
        <Button variant="plain" className="flush" onPress={() => change(kind === "totp" ? "recovery-code" : "totp")}>
          {t(kind === "totp" ? "code.useRecovery" : "code.useApp")}
        </Button>
        <Button variant="plain" onPress={onStartAgain}>
          {t("code.startAgain")}
        </Button>
      </div>
    </form>
  );
}
