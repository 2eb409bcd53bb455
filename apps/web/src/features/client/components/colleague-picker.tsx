import { RadioGroup, SearchField, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useSettled } from "../../../shared/use-settled.ts";
import { colleaguesQuery, type WhichColleagues } from "../api/professionals.ts";
import { useClient } from "../use-client.ts";

export interface Colleague {
  id: string;
  name: string;
  /** Already related to the client. */
  related: boolean;
}

export interface ColleaguePickerProps {
  label: string;
  which: WhichColleagues;
  /** Whoever hands over can't be the one who takes over. */
  except?: string | undefined;
  value: Colleague | null;
  onChange: (colleague: Colleague) => void;
  error?: string | undefined;
}

/** Chooses a colleague by name. */
export function ColleaguePicker({ label, which, except, value, onChange, error }: ColleaguePickerProps) {
  const { t } = useTranslation(["client", "common"]);
  const { id } = useClient();
  const group = useId();
  const say = useRefusal();
  const [typed, setTyped] = useState("");
  const found = useQuery(colleaguesQuery(id, which, useSettled(typed.trim())));
  const colleagues = found.data?.filter((colleague) => colleague.id !== except) ?? [];
  const shown =
    value === null || colleagues.some((colleague) => colleague.id === value.id) ? colleagues : [value, ...colleagues];
  return (
    <div className="colleagues">
      <SearchField label={t("colleagues.find")} value={typed} onChange={setTyped} clearLabel={t("common:clear")} />
      {found.isPending && <Skeleton label={t("common:loading")} rows={2} kind="lines" />}
      {found.isError && <p role="alert">{say(found.error)}</p>}
      {shown.length > 0 && (
        <RadioGroup
          name={group}
          label={label}
          options={shown.map((colleague) => ({
            value: colleague.id,
            label: colleague.name,
            ...(which === "any" && colleague.related ? { hint: t("colleagues.related") } : {}),
          }))}
          value={value?.id}
          onChange={(chosen) => {
            const colleague = shown.find((one) => one.id === chosen);
            if (colleague !== undefined) onChange(colleague);
          }}
          error={error}
        />
      )}
      <p className="sm mute" role="status">
        {found.data !== undefined && shown.length === 0 && t("colleagues.none")}
      </p>
    </div>
  );
}
