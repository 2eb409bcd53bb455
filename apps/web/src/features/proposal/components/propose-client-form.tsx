import { Button, ButtonLink, EmptyState, FieldError, TextArea } from "@kring/ui";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useProposeClient } from "../api/proposals.ts";
import { PersonFields, type PersonTyped } from "./person-fields.tsx";

/** A therapist proposes a client: the same answer whoever the person is. */
export function ProposeClientForm() {
  const { t } = useTranslation(["proposal", "common"]);
  const say = useRefusal();
  const propose = useProposeClient();
  const { register, handleSubmit, formState, reset } = useForm<PersonTyped>({
    defaultValues: { name: "", email: "", born: "", number: "", note: "" },
  });
  const submit = handleSubmit(({ name, email, born, note }) =>
    propose.mutateAsync({ name: name.trim(), email: email.trim(), born, note: note.trim() }).then(() => reset()),
  );
  if (propose.isSuccess) {
    return (
      <div role="status">
        <EmptyState
          title={t("propose.doneTitle")}
          action={
            <span className="row wrap">
              <Button onPress={() => propose.reset()}>{t("propose.again")}</Button>
              <ButtonLink variant="plain" href="/clients">
                {t("back")}
              </ButtonLink>
            </span>
          }
        >
          <p>{t("propose.done")}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
      <PersonFields register={register} errors={formState.errors} />
      <TextArea label={t("fields.note")} hint={t("fields.noteHint")} maxLength={500} rows={3} {...register("note")} />
      {propose.isError && (
        <div role="alert">
          <FieldError>{say(propose.error)}</FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" variant="primary" busy={propose.isPending && t("common:busy")}>
          {t("propose.submit")}
        </Button>
        <ButtonLink variant="plain" href="/clients">
          {t("back")}
        </ButtonLink>
      </div>
    </form>
  );
}
