import type { ClientDetails } from "@kring/domain/contract";
import { Button, FieldError, TextField, useToast } from "@kring/ui";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useChangeDetails } from "../api/details.ts";
import { useClient } from "../use-client.ts";

export interface DetailsFormProps {
  details: ClientDetails;
  onDone: () => void;
}

/** Corrects details; the address only until the account has been activated. */
export function DetailsForm({ details, onDone }: DetailsFormProps) {
  const { t } = useTranslation(["client", "common"]);
  const { id, can } = useClient();
  const say = useRefusal();
  const showToast = useToast();
  const change = useChangeDetails(id);
  const { name, clientNumber, born, email } = details;
  const { register, handleSubmit, formState } = useForm({ defaultValues: { name, clientNumber, born, email } });
  const { errors, dirtyFields } = formState;
  const submit = handleSubmit(async (typed) => {
    const changed = Object.fromEntries(
      Object.entries(typed).filter(([field]) => dirtyFields[field as keyof typeof typed] === true),
    );
    if (Object.keys(changed).length > 0) await change.mutateAsync(changed);
    onDone();
    showToast({ text: t("details.changed") });
  });
  const code = change.isError ? refusalCode(change.error) : null;
  const required = t("details.missing");
  return (
    <form className="form" onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
      <TextField label={t("details.name")} error={errors.name?.message} {...register("name", { required })} />
      <TextField
        label={t("details.number")}
        error={errors.clientNumber?.message ?? (code === "client-number-taken" ? say(change.error) : undefined)}
        {...register("clientNumber", { required })}
      />
      <TextField
        label={t("details.born")}
        type="date"
        error={errors.born?.message}
        {...register("born", { required })}
      />
      {can.correctEmail && (
        <TextField
          label={t("details.email")}
          hint={t("details.emailHint")}
          type="email"
          error={errors.email?.message ?? (code === "client-exists" ? say(change.error) : undefined)}
          {...register("email", { required })}
        />
      )}
      {change.isError && code !== "client-number-taken" && code !== "client-exists" && (
        <div role="alert">
          <FieldError>{say(change.error)}</FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" variant="primary" busy={change.isPending && t("common:saving")}>
          {t("common:save")}
        </Button>
        <Button onPress={onDone}>{t("common:cancel")}</Button>
      </div>
    </form>
  );
}
