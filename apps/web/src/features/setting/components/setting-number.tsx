import type { Setting } from "@kring/domain/contract";
import { Button, FieldError } from "@kring/ui";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { type NumberKey, rangeOf } from "../model/setting-keys.ts";
import { useChangeWithUndo } from "../use-change-with-undo.ts";

/** A number; saved by Enter or by the button that shows once it is another one. */
export function SettingNumber({ setting }: { setting: Setting & { key: NumberKey } }) {
  const { t } = useTranslation(["setting", "common"]);
  const say = useRefusal();
  const id = useId();
  const { change, isPending } = useChangeWithUndo();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { key, value } = setting;
  const name = t(`spoken.${key}`);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const number = Number(typed ?? value);
    const [least, most] = rangeOf[key];
    if (!Number.isInteger(number) || number < least || number > most) return setProblem(t(`ranges.${key}`));
    setProblem(null);
    if (number !== value) {
      try {
        await change(key, value, number);
      } catch (error) {
        return setProblem(say(error));
      }
    }
    setTyped(null);
  };
  return (
    <form className="field" onSubmit={(event) => void submit(event)} noValidate>
      <label htmlFor={id}>{t(`names.${key}`)}</label>
      <span className="unit">
        <input
          id={id}
          className="input dense"
          inputMode="numeric"
          aria-label={name}
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={problem === null ? undefined : `${id}-error`}
          value={typed ?? String(value)}
          onChange={(event) => setTyped(event.target.value)}
        />
        {t(`units.${key}`)}
        {typed !== null && typed !== String(value) && (
          <Button dense type="submit" busy={isPending && t("common:saving")} aria-label={t("save", { name })}>
            {t("common:save")}
          </Button>
        )}
      </span>
      {problem !== null && <FieldError id={`${id}-error`}>{problem}</FieldError>}
    </form>
  );
}
