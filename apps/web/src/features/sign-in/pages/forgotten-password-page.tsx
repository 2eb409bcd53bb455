import { Button, FieldError, Link, TextField } from "@kring/ui";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { SignInFrame } from "../../../shared/sign-in-frame.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useRequestPasswordReset } from "../api/sign-in.ts";

/** Asks for a mail. What is said afterwards is the same for every address. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation(["sign-in", "common"]);
  const say = useRefusal();
  const request = useRequestPasswordReset();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email: "" } });
  const submit = handleSubmit(({ email }) => request.mutate({ email: email.trim() }));
  if (request.isSuccess) {
    return (
      <SignInFrame>
        <div className="sf" role="status">
          <h1>{t("forgottenPage.sentTitle")}</h1>
          <p>{t("forgottenPage.sent", { email: request.variables.email })}</p>
          <p className="soft">{t("forgottenPage.sentMore")}</p>
          <p>
            <Link href="/sign-in">{t("forgottenPage.toSignIn")}</Link>
          </p>
        </div>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame>
      <form className="sf" onSubmit={submit} noValidate>
        <h1>{t("forgottenPage.title")}</h1>
        <p className="soft">{t("forgottenPage.lead")}</p>
        <TextField
          label={t("email")}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={formState.errors.email?.message}
          {...register("email", {
            required: t("emailMissing"),
            validate: (value) => /^[^\s@]+@[^\s@]+$/.test(value.trim()) || t("emailWrong"),
          })}
        />
        {request.isError && (
          <div role="alert">
            <FieldError>{say(request.error)}</FieldError>
          </div>
        )}
        <Button type="submit" variant="primary" wide busy={request.isPending && t("common:busy")}>
          {t("forgottenPage.submit")}
        </Button>
        <p>
          <Link href="/sign-in">{t("forgottenPage.toSignIn")}</Link>
        </p>
      </form>
    </SignInFrame>
  );
}
