import { Button, FieldError, Link, PasswordField } from "@kring/ui";
import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { forgetMailToken, mailToken } from "../../../shared/mail-token.ts";
import { SignInFrame } from "../../../shared/sign-in-frame.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useResetPassword } from "../api/sign-in.ts";

const shortest = 10;

/** Chooses a new password with the link of the mail. */
export function ResetPasswordPage() {
  const { t } = useTranslation(["sign-in", "common"]);
  const reset = useResetPassword();
  const isExpired = reset.isError && refusalCode(reset.error) === "link-expired";
  if (mailToken("/reset-password") === null || isExpired) {
    return (
      <SignInFrame>
        <div className="sf" role="status">
          <h1>{t("reset.expiredTitle")}</h1>
          <p>{t("reset.expired")}</p>
          <p>
            <Link href="/forgotten-password">{t("reset.askAgain")}</Link>
          </p>
        </div>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame>
      <NewPasswordForm reset={reset} />
    </SignInFrame>
  );
}

function NewPasswordForm({ reset }: { reset: ReturnType<typeof useResetPassword> }) {
  const { t } = useTranslation(["sign-in", "common"]);
  const say = useRefusal();
  const navigate = useNavigate();
  const { register, handleSubmit, formState, setFocus } = useForm({ defaultValues: { password: "" } });
  const submit = handleSubmit(async ({ password }) => {
    try {
      await reset.mutateAsync({ token: mailToken("/reset-password") ?? "", password });
      await navigate({ to: "/sign-in", search: { why: "password-chosen" }, replace: true });
      forgetMailToken("/reset-password");
    } catch {
      setFocus("password");
    }
  });
  const isWeak = reset.isError && refusalCode(reset.error) === "weak-password";
  return (
    <form className="sf" onSubmit={submit} noValidate>
      <h1>{t("reset.title")}</h1>
      <PasswordField
        label={t("reset.password")}
        hint={t("reset.lead")}
        showLabel={t("showPassword")}
        hidePasswordLabel={t("hidePassword")}
        autoComplete="new-password"
        error={formState.errors.password?.message ?? (isWeak ? say(reset.error) : undefined)}
        {...register("password", {
          required: t("passwordMissing"),
          minLength: { value: shortest, message: t("reset.tooShort") },
        })}
      />
      {reset.isError && !isWeak && (
        <div role="alert">
          <FieldError>{say(reset.error)}</FieldError>
        </div>
      )}
      <Button type="submit" variant="primary" wide busy={reset.isPending && t("common:busy")}>
        {t("reset.submit")}
      </Button>
      <p className="soft">{t("reset.afterwards")}</p>
    </form>
  );
}
