import type { Absence } from "@kring/domain/contract";
import { Button, FieldError, Skeleton, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { useMe } from "../../../shared/me.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { absenceQuery, useCancelAbsence } from "../api/absence.ts";
import { AbsenceForm } from "./absence-form.tsx";
import { SettingsPart } from "./account-page.tsx";

/** One's own absence, with a note and a colleague who covers. */
export function OwnAbsence() {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const { account } = useMe();
  const absence = useQuery(absenceQuery(account.id));
  const [isOpen, setOpen] = useState(false);
  return (
    <SettingsPart title={t("account:absence.title")} lead={t("account:absence.lead")}>
      {absence.isPending && <Skeleton label={t("common:loading")} rows={1} kind="lines" />}
      {absence.isError && <FieldError>{say(absence.error)}</FieldError>}
      {absence.data !== undefined &&
        (isOpen ? (
          <AbsenceForm absence={absence.data} onDone={() => setOpen(false)} />
        ) : (
          <Registered absence={absence.data} onChange={() => setOpen(true)} />
        ))}
    </SettingsPart>
  );
}

const noon = (day: string): number => new Date(`${day}T12:00:00`).getTime();

function Registered({ absence, onChange }: { absence: Absence | null; onChange: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const language = useLanguage();
  const say = useRefusal();
  const showToast = useToast();
  const { account } = useMe();
  const cancel = useCancelAbsence(account.id);
  if (absence === null) {
    return (
      <>
        <p>{t("account:absence.none")}</p>
        <div>
          <Button onPress={onChange}>{t("account:absence.register")}</Button>
        </div>
      </>
    );
  }
  const dateOf = (day: string) => shortDate(noon(day), Date.now(), language);
  const days = { from: dateOf(absence.from), until: dateOf(absence.until) };
  return (
    <>
      <p>
        <b>{t(absence.now ? "account:absence.now" : "account:absence.later", days)}</b>
      </p>
      <p>{t("account:absence.note", { note: absence.note })}</p>
      <p>
        {absence.covering === null
          ? t("account:absence.notCovered")
          : t("account:absence.covering", { name: absence.covering.name })}
      </p>
      {cancel.isError && (
        <div role="alert">
          <FieldError>{say(cancel.error)}</FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button onPress={onChange}>{t("account:absence.change")}</Button>
        <Button
          busy={cancel.isPending && t("common:busy")}
          onPress={() =>
            cancel.mutate(undefined, { onSuccess: () => showToast({ text: t("account:absence.cancelled") }) })
          }
        >
          {t("account:absence.cancel")}
        </Button>
      </div>
    </>
  );
}
