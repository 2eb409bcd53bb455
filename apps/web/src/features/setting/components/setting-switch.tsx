import type { Setting } from "@kring/domain/contract";
import { FieldError, Switch } from "@kring/ui";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useChangeSetting, useEndsNow } from "../api/settings.ts";
import type { SwitchKey } from "../model/setting-keys.ts";
import { useChangeWithUndo } from "../use-change-with-undo.ts";

export interface SettingSwitchProps {
  setting: Setting & { key: SwitchKey };
  /** Settings that only matter with this one. */
  children?: ReactNode;
}

/** On or off, with what switching off ends; asks once more where something would end now. */
export function SettingSwitch({ setting, children }: SettingSwitchProps) {
  const { t } = useTranslation("setting");
  const say = useRefusal();
  const id = useId();
  const { change, isPending } = useChangeWithUndo();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const endsNow = useEndsNow();
  const { key, value } = setting;
  const isOn = wanted ?? value === true;
  const turn = async (on: boolean) => {
    if (isPending) return;
    setFailure(null);
    try {
      // What ends may have grown since the page was read: the question counts what ends now.
      if (!on && (await endsNow(key)) > 0) return setAsking(true);
      setWanted(on);
      await change(key, value, on);
    } catch (error) {
      setFailure(error);
    }
    setWanted(null);
  };
  return (
    <li className="set">
      <div className="grow">
        <label htmlFor={id}>
          <b>{t(`names.${key}`)}</b>
        </label>
        <p className="soft">{t(`what.${key}`)}</p>
        <p className="sm mute" id={`${id}-state`}>
          <State setting={setting} />
        </p>
        {failure !== null && (
          <div role="alert">
            <FieldError>{say(failure)}</FieldError>
          </div>
        )}
        {children}
      </div>
      <span className="sw">
        <span className={isOn ? "sm" : "sm mute"} aria-hidden="true">
          {t(isOn ? "on" : "off")}
        </span>
        <Switch
          id={id}
          checked={isOn}
          aria-describedby={`${id}-state`}
          onChange={(event) => void turn(event.target.checked)}
        />
      </span>
      <SwitchOff setting={setting} isOpen={isAsking} onClose={() => setAsking(false)} />
    </li>
  );
}

/** By name and number what ends; what ended does not come back, so there is no undo. */
function SwitchOff({ setting, isOpen, onClose }: SettingSwitchProps & { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation("setting");
  const off = useChangeSetting();
  const { key, endsWhenOff } = setting;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("confirm.title", { name: t(`names.${key}`) })}
      act={t("confirm.act")}
      change={{ ...off, mutateAsync: () => off.mutateAsync({ key, value: false }) }}
      onDone={() => undefined}
    >
      <p>{t(`ends.${key}`, { count: endsWhenOff })}</p>
      <p>{t("confirm.final")}</p>
    </ConfirmDialog>
  );
}

function State({ setting: { key, value, default: first, endsWhenOff, changed } }: SettingSwitchProps): ReactNode {
  const { t } = useTranslation("setting");
  if (value !== true) return t(first === false && changed === null ? "isOffByDefault" : "isOff");
  const ends = endsWhenOff === 0 ? t(`endsNothing.${key}`) : t(`ends.${key}`, { count: endsWhenOff });
  return first === true && changed === null ? `${t("isOnByDefault")} ${ends}` : ends;
}
