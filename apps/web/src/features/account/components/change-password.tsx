import { Button, FieldError, PasswordField, useToast } from "@kring/ui";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useChangePassword } from "../api/password.ts";
import { SettingsPart } from "./account-page.tsx";

const shortest = 10;

export function ChangePassword() {
  const { t } = useTranslation("account");
  const [isOpen, setOpen] = useState(false);
  return (
    <SettingsPart title={t("password.title")} lead={t("password.lead")}>
      {isOpen ? (
        <PasswordForm onDone={() => setOpen(false)} />
      ) : (
        <div>
          <Button onPress={() => setOpen(true)}>{t("password.change")}</Button>
        </div>
      )}
    </SettingsPart>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const change = useChangePassword();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { current: "", password: "" } });
  const submit = handleSubmit((typed) =>
    change.mutate(typed, {
      onSuccess: () => {
        showToast({ text: t("password.changed") });
        onDone();
      },
    }),
  );
  const code = change.isError ? refusalCode(change.error) : null;
  const words = { showLabel: t("password.show"), hidePasswordLabel: t("password.hide") };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <PasswordField
        {...words}
        label={t("password.current")}
        error={formState.errors.current?.message ?? (code === "wrong-credentials" ? t("password.wrong") : undefined)}
        {...register("current", { required: t("password.missing") })}
      />
      <PasswordField
        {...words}
        label={t("password.next")}
        hint={t("password.hint")}
        autoComplete="new-password"
        error={formState.errors.password?.message ?? (code === "weak-password" ? say(change.error) : undefined)}
        {...register("password", {
          required: t("password.missing"),
          minLength: { value: shortest, message: t("password.tooShort") },
        })}
      />
      {change.isError && code !== "wrong-credentials" && code !== "weak-password" && (
        <div role="alert">
          <FieldError>{say(change.error)}</FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" variant="primary" busy={change.isPending && t("common:busy")}>
          {t("password.change")}
        </Button>
        <Button onPress={onDone}>{t("common:cancel")}</Button>
      </div>
    </form>
  );
}
