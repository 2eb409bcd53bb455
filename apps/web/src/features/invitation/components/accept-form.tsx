import { Button, FieldError, PasswordField } from "@kring/ui";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import type { Invitation, useAcceptInvitation } from "../api/invitation.ts";

const shortest = 10;
const lead = {
  client: "invitation:forClient",
  professional: "invitation:forProfessional",
  "related-person": "invitation:forRelatedPerson",
} as const;

export interface AcceptFormProps {
  invitation: Invitation;
  accept: ReturnType<typeof useAcceptInvitation>;
  onSubmit: (password: string) => void;
}

/** Chooses a password, or asks for the one that this address already has. */
export function AcceptForm({ invitation, accept, onSubmit }: AcceptFormProps) {
  const { t } = useTranslation(["invitation", "sign-in", "common"]);
  const say = useRefusal();
  const { organisation, name, kind, password } = invitation;
  const { register, handleSubmit, formState } = useForm({ defaultValues: { password: "" } });
  const isNew = password === "choose";
  // Somebody who is a related person already gets no second account.
  const existing = kind === "related-person" ? "invitation:existingRelatedPerson" : "invitation:existing";
  const code = accept.isError ? refusalCode(accept.error) : null;
  const refused =
    code === "weak-password" ? say(accept.error) : code === "wrong-credentials" ? t("invitation:wrong") : undefined;
  return (
    <form className="sf" onSubmit={handleSubmit((typed) => onSubmit(typed.password))} noValidate>
      <h1>
        {name === null ? t("invitation:welcomeBare") : t("invitation:welcome", { name: name.split(" ")[0] ?? name })}
      </h1>
      <p>{t(lead[kind], { organisation })}</p>
      <p>{t(isNew ? "invitation:choose" : existing)}</p>
      <PasswordField
        label={t("invitation:password")}
        hint={isNew && t("invitation:hint")}
        showLabel={t("sign-in:showPassword")}
        hidePasswordLabel={t("sign-in:hidePassword")}
        autoComplete={isNew ? "new-password" : "current-password"}
        error={formState.errors.password?.message ?? refused}
        {...register("password", {
          required: t("invitation:missing"),
          ...(isNew && { minLength: { value: shortest, message: t("invitation:tooShort") } }),
        })}
      />
      {accept.isError && refused === undefined && (
        <div role="alert">
          <FieldError>{say(accept.error)}</FieldError>
        </div>
      )}
      <Button type="submit" variant="primary" wide busy={accept.isPending && t("common:busy")}>
        {t(isNew || kind !== "related-person" ? "invitation:submit" : "invitation:submitExisting")}
      </Button>
    </form>
  );
}
