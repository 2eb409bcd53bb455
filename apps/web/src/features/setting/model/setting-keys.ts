import type { Setting, SettingKey } from "@kring/domain/contract";

export type NumberKey = "temporary-access-hours" | "temporary-access-per-day";
export type SwitchKey = Exclude<SettingKey, NumberKey>;

/** What the number of a setting may be; the server judges. */
export const rangeOf: Record<NumberKey, readonly [least: number, most: number]> = {
  "temporary-access-hours": [1, 168],
  "temporary-access-per-day": [1, 50],
};

/** The setting with this key, if the server told of it. */
export const settingOf = <Key extends SettingKey>(
  settings: Setting[],
  key: Key,
): (Setting & { key: Key }) | undefined =>
  settings.find((setting): setting is Setting & { key: Key } => setting.key === key);
