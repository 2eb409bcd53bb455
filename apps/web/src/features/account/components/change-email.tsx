import { Button, FieldError, Inset, PasswordField, TextField } from "@kring/ui";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { useMe } from "../../../shared/me.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useRequestEmailChange } from "../api/email.ts";
import { SettingsPart } from "./account-page.tsx";

/** Asks for another address; it changes when the link that comes there is opened. */
export function ChangeEmail() {
  const { t } = useTranslation("account");
  const { email } = useMe();
  const [state, setState] = useState<"closed" | "open" | { sentTo: string }>("closed");
  return (
    <SettingsPart title={t("email.title")} lead={t("email.lead", { email })}>
      {typeof state === "object" && (
        <div role="status">
          <Inset tone="ok">{t("email.sent", { email: state.sentTo })}</Inset>
        </div>
      )}
      {state === "open" ? (
        <EmailForm onSent={(sentTo) => setState({ sentTo })} onCancel={() => setState("closed")} />
      ) : (
        <div>
          <Button onPress={() => setState("open")}>{t("email.change")}</Button>
        </div>
      )}
    </SettingsPart>
  );
}

function EmailForm({ onSent, onCancel }: { onSent: (address: string) => void; onCancel: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const change = useRequestEmailChange();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email: "", password: "" } });
  const submit = handleSubmit((typed) => change.mutate(typed, { onSuccess: () => onSent(typed.email.trim()) }));
  const isWrong = change.isError && refusalCode(change.error) === "wrong-credentials";
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        type="email"
        autoComplete="email"
        label={t("email.next")}
        hint={t("email.nextHint")}
        error={formState.errors.email?.message}
        {...register("email", {
          required: t("email.missing"),
          pattern: { value: /^\s*\S+@\S+\.\S+\s*$/, message: t("email.notAddress") },
        })}
      />
      <PasswordField
        label={t("email.password")}
        showLabel={t("password.show")}
        hidePasswordLabel={t("password.hide")}
        error={formState.errors.password?.message ?? (isWrong ? t("email.wrong") : undefined)}
        {...register("password", { required: t("password.missing") })}
      />
      {change.isError && !isWrong && (
        <div role="alert">
          <FieldError>{say(change.error)}</FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" variant="primary" busy={change.isPending && t("common:busy")}>
          {t("email.submit")}
        </Button>
        <Button onPress={onCancel}>{t("common:cancel")}</Button>
      </div>
    </form>
  );
}
