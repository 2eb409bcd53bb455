import { Ground } from "@kring/domain/contract";
import { Button, ComboBox, FieldError, Select, TextField } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogFilter } from "../../../shared/log-filter.ts";
import { useSettled } from "../../../shared/use-settled.ts";
import { logPeopleQuery } from "../api/log.ts";

export interface LogFiltersProps {
  filter: LogFilter;
  /** Names of the chosen people, as far as lines tell them. */
  names: { actor: string | undefined; client: string | undefined };
  onChange: (filter: LogFilter) => void;
}

/** Narrows the log down; every filter stands in the address bar. */
export function LogFilters({ filter, names, onChange }: LogFiltersProps) {
  const { t } = useTranslation(["log-page", "log"]);
  const { from = "", until = "", actorId, clientId, ground = "" } = filter;
  const without = (...left: (keyof LogFilter)[]): LogFilter =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => !left.some((one) => one === name)));
  const setDay = (name: "from" | "until") => (event: SyntheticEvent<HTMLInputElement>) => {
    const { value } = event.currentTarget;
    onChange(value === "" ? without(name) : { ...filter, [name]: value });
  };
  const setPerson = (name: "actorId" | "clientId") => (id: string | null) =>
    onChange(id === null ? without(name) : { ...filter, [name]: id });
  return (
    <>
      <form className="log-filters" aria-label={t("filters.label")} onSubmit={(event) => event.preventDefault()}>
        <TextField dense type="date" label={t("filters.from")} value={from} onChange={setDay("from")} />
        <TextField dense type="date" label={t("filters.until")} value={until} onChange={setDay("until")} />
        <PersonFilter
          kind="actor"
          key={`actor-${actorId}`}
          id={actorId}
          name={names.actor}
          onChange={setPerson("actorId")}
        />
        <PersonFilter
          kind="client"
          key={`client-${clientId}`}
          id={clientId}
          name={names.client}
          onChange={setPerson("clientId")}
        />
        <Select
          dense
          label={t("filters.ground")}
          value={ground}
          onChange={(event) => {
            const chosen = Ground.safeParse(event.target.value);
            onChange(chosen.success ? { ...filter, ground: chosen.data } : without("ground"));
          }}
        >
          <option value="">{t("filters.anyGround")}</option>
          {Ground.options.map((one) => (
            <option key={one} value={one}>
              {t(`log:grounds.${one}`)}
            </option>
          ))}
        </Select>
        <Button dense variant="plain" onPress={() => onChange({})}>
          {t("filters.clear")}
        </Button>
      </form>
      {from !== "" && until !== "" && from > until && <FieldError>{t("filters.wrongDays")}</FieldError>}
    </>
  );
}

interface PersonFilterProps {
  kind: "actor" | "client";
  id: string | undefined;
  name: string | undefined;
  onChange: (id: string | null) => void;
}

function PersonFilter({ kind, id, name, onChange }: PersonFilterProps) {
  const { t } = useTranslation(["log-page", "common"]);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (id === undefined ? "" : (name ?? t("filters.chosen")));
  const now = (typed ?? "").trim();
  const sought = useSettled(now);
  const people = useQuery(logPeopleQuery(kind, sought));
  const options = sought.length < 3 ? [] : (people.data ?? []);
  const clear = () => {
    setTyped("");
    if (id !== undefined) onChange(null);
  };
  return (
    <ComboBox
      dense
      label={t(`filters.${kind}`)}
      placeholder={t(kind === "actor" ? "filters.anyActor" : "filters.anyClient")}
      text={shown}
      onType={(text) => {
        // The field tells its own text once more when it opens and closes; only another text is typing.
        if (text !== shown) setTyped(text);
      }}
      options={options.map((person) => ({ id: person.id, label: person.name, about: person.about }))}
      onChoose={(chosen) => onChange(chosen.id)}
      empty={t(
        now.length < 3
          ? "filters.shortName"
          : now !== sought || people.isFetching
            ? "common:loading"
            : "filters.nobody",
      )}
      clear={shown === "" ? undefined : { label: t("common:clear"), onClear: clear }}
    />
  );
}
