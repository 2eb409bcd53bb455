import type { NotificationPreferences } from "@kring/domain/contract";
import { Button, FieldError, Select, Switch, TextField } from "@kring/ui";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useChangeSettings } from "../api/notification-preferences.ts";
import { SettingsPart } from "./account-page.tsx";

/** What somebody gets who turns quiet hours on. */
const NIGHT = { from: 22 * 60, until: 7 * 60 };

const toClock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function toMinute(clock: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Between which hours mails wait, and by which clock. */
export function QuietHours({ quiet, timeZone }: Pick<NotificationPreferences, "quiet" | "timeZone">) {
  const { t } = useTranslation("account");
  const say = useRefusal();
  const change = useChangeSettings();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <SettingsPart title={t("notifications.quiet.title")} lead={t("notifications.quiet.lead")}>
      <Switch
        checked={quiet !== null}
        onChange={({ target }) => change.mutate({ quiet: target.checked ? NIGHT : null })}
      >
        {t("notifications.quiet.on")}
      </Switch>
      {quiet && (
        <div className="row wrap hours">
          <Hour
            label={t("notifications.quiet.from")}
            minute={quiet.from}
            onChange={(from) => change.mutate({ quiet: { ...quiet, from } })}
          />
          <Hour
            label={t("notifications.quiet.until")}
            minute={quiet.until}
            onChange={(until) => change.mutate({ quiet: { ...quiet, until } })}
          />
        </div>
      )}
      {quiet && quiet.from === quiet.until && <p className="sm mute">{t("notifications.quiet.same")}</p>}
      <TimeZone timeZone={timeZone} onChange={(chosen) => change.mutate({ timeZone: chosen })} />
      {here !== timeZone && (
        <div>
          <Button dense onPress={() => change.mutate({ timeZone: here })}>
            {t("notifications.quiet.useHere", { zone: inWords(here) })}
          </Button>
        </div>
      )}
      {change.isError && (
        <div role="alert">
          <FieldError>{say(change.error)}</FieldError>
        </div>
      )}
    </SettingsPart>
  );
}

interface HourProps {
  label: string;
  minute: number;
  onChange: (minute: number) => void;
}

/** Taken over when one leaves the field: a time half typed is none. */
function Hour({ label, minute, onChange }: HourProps) {
  const { t } = useTranslation("account");
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && toMinute(typed) === null;
  const take = () => {
    const chosen = typed === null ? minute : toMinute(typed);
    if (chosen === null) return;
    setTyped(null);
    if (chosen !== minute) onChange(chosen);
  };
  return (
    <TextField
      type="time"
      label={label}
      value={typed ?? toClock(minute)}
      error={isWrong && t("notifications.quiet.notTime")}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={take}
      onKeyDown={({ key }) => key === "Enter" && take()}
    />
  );
}

const inWords = (zone: string) => zone.replaceAll("_", " ");

function TimeZone({ timeZone, onChange }: { timeZone: string; onChange: (timeZone: string) => void }) {
  const { t } = useTranslation("account");
  const id = useId();
  const zones = [...new Set([timeZone, ...Intl.supportedValuesOf("timeZone")])].sort();
  return (
    <Select
      id={id}
      label={t("notifications.quiet.zone")}
      value={timeZone}
      onChange={({ target }) => onChange(target.value)}
    >
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {inWords(zone)}
        </option>
      ))}
    </Select>
  );
}
