import { Button, ButtonLink, FieldError, TextField, useToast } from "@kring/ui";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { InvitationLanguage } from "../../../shared/invitation-language.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useCreateClient } from "../api/proposals.ts";
import { useFieldRules } from "../use-field-rules.ts";
import { PersonFields, type PersonTyped } from "./person-fields.tsx";

/** A secretary makes an account; its owner gets an invitation. */
export function CreateClientForm() {
  const { t } = useTranslation(["proposal", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const navigate = useNavigate();
  const create = useCreateClient();
  const [language, setLanguage] = useState(useLanguage());
  const { required, number } = useFieldRules();
  const { register, handleSubmit, formState } = useForm<PersonTyped>({
    defaultValues: { name: "", email: "", born: "", number: "", note: "" },
  });
  const { errors } = formState;
  const submit = handleSubmit(async ({ name, email, born, number }) => {
    const { id } = await create.mutateAsync({
      name: name.trim(),
      email: email.trim(),
      born,
      clientNumber: number.trim(),
      language,
    });
    showToast({ text: t("create.done", { name: name.trim() }) });
    await navigate({ to: "/clients/$clientId", params: { clientId: id } });
  });
  const code = create.isError ? refusalCode(create.error) : null;
  const refused = create.isError ? say(create.error) : undefined;
  return (
    <form className="form" onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
      <PersonFields register={register} errors={errors} emailRefused={code === "client-exists" ? refused : undefined} />
      <TextField
        label={t("fields.number")}
        hint={t("fields.numberHint")}
        autoComplete="off"
        error={errors.number?.message ?? (code === "client-number-taken" ? refused : undefined)}
        {...register("number", { required, validate: number })}
      />
      <InvitationLanguage
        label={t("fields.language")}
        hint={t("fields.languageHint")}
        value={language}
        onChange={setLanguage}
      />
      {code !== null && code !== "client-exists" && code !== "client-number-taken" && (
        <div role="alert">
          <FieldError>{refused}</FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" variant="primary" busy={create.isPending && t("common:busy")}>
          {t("create.submit")}
        </Button>
        <ButtonLink variant="plain" href="/clients">
          {t("back")}
        </ButtonLink>
      </div>
    </form>
  );
}
