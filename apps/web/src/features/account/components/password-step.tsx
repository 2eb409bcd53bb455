import { Button, PasswordField } from "@kring/ui";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";

export interface PasswordStepProps {
  /** The button's word. */
  action: string;
  /** Red, for what takes safety away. */
  isDanger?: boolean;
  isBusy: boolean;
  error: unknown;
  onPassword: (password: string) => void;
  onCancel?: (() => void) | undefined;
  /** It came in the place of the button that asked for it. */
  takesFocus?: boolean;
}

/** Asks for the password again before something that matters. */
export function PasswordStep({
  action,
  isDanger,
  isBusy,
  error,
  onPassword,
  onCancel,
  takesFocus = false,
}: PasswordStepProps) {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const { register, handleSubmit, setFocus, formState } = useForm({ defaultValues: { password: "" } });
  useEffect(() => {
    if (takesFocus) setFocus("password");
  }, [takesFocus, setFocus]);
  const refusal = error ? (refusalCode(error) === "wrong-credentials" ? t("password.wrong") : say(error)) : undefined;
  return (
    <form className="form" onSubmit={handleSubmit(({ password }) => onPassword(password))} noValidate>
      <PasswordField
        label={t("factor.password")}
        showLabel={t("password.show")}
        hidePasswordLabel={t("password.hide")}
        error={formState.errors.password?.message ?? refusal}
        {...register("password", { required: t("password.missing") })}
      />
      <div className="row wrap">
        {onCancel && <Button onPress={onCancel}>{t("common:cancel")}</Button>}
        <Button type="submit" variant={isDanger ? "danger-final" : "primary"} busy={isBusy && t("common:busy")}>
          {action}
        </Button>
      </div>
    </form>
  );
}
