import { type Absence, AccountId } from "@kring/domain/contract";
import { Button, FieldError, Select, TextArea, TextField, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { colleaguesQuery, useRegisterAbsence } from "../api/absence.ts";

export interface AbsenceFormProps {
  absence: Absence | null;
  onDone: () => void;
}

/** From when, until when, what people read meanwhile, and who covers. */
export function AbsenceForm({ absence, onDone }: AbsenceFormProps) {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const { account } = useMe();
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const covering = absence?.covering ?? null;
  const choices =
    covering === null || colleagues.some(({ id }) => id === covering.id) ? colleagues : [covering, ...colleagues];
  const save = useRegisterAbsence(account.id);
  const { register, handleSubmit, formState, getValues } = useForm({
    defaultValues: {
      from: absence?.from ?? "",
      until: absence?.until ?? "",
      note: absence?.note ?? "",
      covering: covering?.id ?? "",
    },
  });
  const { errors } = formState;
  const submit = handleSubmit((typed) => {
    const chosen = AccountId.safeParse(typed.covering);
    save.mutate(
      { from: typed.from, until: typed.until, note: typed.note, coveringId: chosen.success ? chosen.data : null },
      {
        onSuccess: () => {
          showToast({ text: t("account:absence.saved") });
          onDone();
        },
      },
    );
  });
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        type="date"
        label={t("account:absence.from")}
        error={errors.from?.message}
        {...register("from", { required: t("account:absence.dayMissing") })}
      />
      <TextField
        type="date"
        label={t("account:absence.until")}
        error={errors.until?.message}
        {...register("until", {
          required: t("account:absence.dayMissing"),
          validate: (until) => until >= getValues("from") || t("account:absence.order"),
        })}
      />
      <TextArea
        label={t("account:absence.noteField")}
        hint={t("account:absence.noteHint")}
        maxLength={500}
        error={errors.note?.message}
        {...register("note", { validate: (note) => note.trim() !== "" || t("account:absence.noteMissing") })}
      />
      <Select
        key={choices.length}
        label={t("account:absence.coveringField")}
        hint={t("account:absence.coveringHint")}
        {...register("covering")}
      >
        <option value="">{t("account:absence.nobody")}</option>
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {save.isError && (
        <div role="alert">
          <FieldError>{say(save.error)}</FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" variant="primary" busy={save.isPending && t("common:busy")}>
          {t("account:absence.submit")}
        </Button>
        <Button onPress={onDone}>{t("common:cancel")}</Button>
      </div>
    </form>
  );
}
