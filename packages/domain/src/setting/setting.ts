import type { SettingKey } from "../words.ts";

/** What a setting may be: its default (product.md), and the range of a number. */
export interface SettingDefinition {
  default: boolean | number;
  range?: readonly [least: number, most: number];
}

/** P-01: everything is off until the application manager switches it on. */
export const settingDefinitions = {
  "relate-requests": { default: false },
  "search-outside-caseload": { default: false },
  "temporary-access-hours": { default: 24, range: [1, 168] },
  "temporary-access-per-day": { default: 5, range: [1, 50] },
  "therapists-invite-related-persons": { default: false },
  "second-factor-required-of-professionals": { default: true },
} as const satisfies Record<SettingKey, SettingDefinition>;

/** Whether `value` is one that the setting `key` may have. */
export function isSettingValue(key: SettingKey, value: boolean | number): boolean {
  const definition: SettingDefinition = settingDefinitions[key];
  if (typeof value !== typeof definition.default) return false;
  if (typeof value === "boolean") return true;
  const [least, most] = definition.range ?? [0, 0];
  return Number.isInteger(value) && value >= least && value <= most;
}
