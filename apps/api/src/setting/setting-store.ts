import { isSettingValue, settingDefinitions } from "@kring/domain";
import type { SettingKey } from "@kring/domain/contract";
import type { Db } from "../database.ts";

/** What a setting is now: what was chosen, else its default. Read it with the transaction that depends on it. */
export async function readSetting<Key extends SettingKey>(
  db: Db,
  key: Key,
): Promise<(typeof settingDefinitions)[Key]["default"] extends boolean ? boolean : number>;
export async function readSetting(db: Db, key: SettingKey): Promise<boolean | number> {
  const row = await db.setting.findUnique({ where: { key }, select: { value: true } });
  const value = row?.value;
  const chosen = (typeof value === "boolean" || typeof value === "number") && isSettingValue(key, value) ? value : null;
  return chosen ?? settingDefinitions[key].default;
}

/**
 * Reads whether a setting is on and keeps it so until the change is done: what it allows can't slip in while it is switched
 * off. Call it before the change locks anything else.
 */
export async function holdSetting(
  db: Db,
  key: "relate-requests" | "search-outside-caseload" | "therapists-invite-related-persons",
): Promise<boolean> {
  await db.$queryRaw`SELECT FROM setting WHERE key = ${key} FOR SHARE`;
  return readSetting(db, key);
}

/** Whether professionals need a second factor; where nobody chose, it depends on the mode. */
export async function isSecondFactorRequiredOfProfessionals(db: Db, { demo }: { demo: boolean }): Promise<boolean> {
  const row = await db.setting.findUnique({
    where: { key: "second-factor-required-of-professionals" },
    select: { value: true },
  });
  return typeof row?.value === "boolean" ? row.value : !demo;
}
