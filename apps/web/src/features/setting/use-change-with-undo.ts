import type { SettingKey } from "@kring/domain/contract";
import { useToast } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../shared/use-refusal.ts";
import { useChangeSetting } from "./api/settings.ts";

/** Changes a setting and says so, with a way back for eight seconds. */
export function useChangeWithUndo() {
  const { t } = useTranslation("setting");
  const say = useRefusal();
  const showToast = useToast();
  const { mutateAsync, isPending } = useChangeSetting();
  const inWords = (key: SettingKey, value: boolean | number): string => {
    if (typeof value === "boolean") return t(value ? "changed.on" : "changed.off", { name: t(`names.${key}`) });
    return t(key === "temporary-access-hours" ? "changed.hours" : "changed.perDay", { count: value });
  };
  const undoInWords = (value: boolean | number): string => {
    if (typeof value !== "boolean") return t("changed.undo");
    return t(value ? "changed.undoOn" : "changed.undoOff");
  };
  const back = async (key: SettingKey, before: boolean | number) => {
    try {
      await mutateAsync({ key, value: before });
      showToast({ text: inWords(key, before) });
    } catch (error) {
      showToast({ text: say(error) });
    }
  };
  const change = async (key: SettingKey, before: boolean | number, value: boolean | number) => {
    await mutateAsync({ key, value });
    const action = { label: undoInWords(value), onPress: () => void back(key, before) };
    showToast({ text: inWords(key, value), action });
  };
  return { change, isPending };
}
