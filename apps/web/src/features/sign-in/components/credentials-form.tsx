import { Button, FieldError, Inset, Link, PasswordField, TextField } from "@kring/ui";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useSignIn } from "../api/sign-in.ts";

export interface CredentialsFormProps {
  /** Said above the form: why one is here. */
  notice?: string | undefined;
  onSignedIn: () => void;
  onCodeNeeded: () => void;
}

/** E-mail address and password. */
export function CredentialsForm({ notice, onSignedIn, onCodeNeeded }: CredentialsFormProps) {
  const { t } = useTranslation("sign-in");
  const say = useRefusal();
  const signIn = useSignIn();
  const { register, handleSubmit, formState, setFocus } = useForm({ defaultValues: { email: "", password: "" } });
  const submit = handleSubmit(async (typed) => {
    try {
      const { state } = await signIn.mutateAsync(typed);
      if (state === "signed-in") onSignedIn();
      else onCodeNeeded();
    } catch {
      setFocus("password");
    }
  });
  const isWrong = signIn.isError && refusalCode(signIn.error) === "wrong-credentials";
  return (
    <form className="sf" onSubmit={submit} noValidate>
      <h1>{t("title")}</h1>
      {notice && (
        <Inset>
          <p role="status">{notice}</p>
        </Inset>
      )}
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
      <PasswordField
        label={t("password")}
        showLabel={t("showPassword")}
        hidePasswordLabel={t("hidePassword")}
        error={formState.errors.password?.message ?? (isWrong ? say(signIn.error) : undefined)}
        {...register("password", { required: t("passwordMissing") })}
      />
      {signIn.isError && !isWrong && (
        <div role="alert">
          <FieldError>{say(signIn.error)}</FieldError>
        </div>
      )}
      <Button type="submit" variant="primary" wide busy={(signIn.isPending || signIn.isSuccess) && t("submitting")}>
        {t("submit")}
      </Button>
      <p>
        <Link href="/forgotten-password">{t("forgotten")}</Link>
      </p>
    </form>
  );
}
