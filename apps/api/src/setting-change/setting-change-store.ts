import { isSettingValue } from "@kring/domain";
import { SettingKey } from "@kring/domain/contract";
import type { Db } from "../database.ts";

/** What was chosen for a setting, by whom and when. */
export interface ChosenSetting {
  key: SettingKey;
  value: boolean | number;
  by: { id: string; name: string } | null;
  at: Date;
}

interface Row {
  key: string;
  value: unknown;
  at: Date;
  by_id: string | null;
  by_name: string | null;
}

/** A key or a value that another version wrote is not shown. */
function readRow({ key, value, at, by_id, by_name }: Row): ChosenSetting[] {
  const known = SettingKey.safeParse(key);
  if (!known.success || (typeof value !== "boolean" && typeof value !== "number")) return [];
  if (!isSettingValue(known.data, value)) return [];
  return [{ key: known.data, value, at, by: by_id === null ? null : { id: by_id, name: by_name ?? "" } }];
}

/** What was chosen for each setting that somebody changed. */
export async function listChosen(db: Db): Promise<ChosenSetting[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s.key, s.value, s.changed_at AS at, a.id AS by_id, a.name AS by_name
    FROM setting s LEFT JOIN account a ON a.id = s.changed_by`;
  return rows.flatMap(readRow);
}

/** The latest changes, newest first. */
export async function listChanges(db: Db, limit: number): Promise<ChosenSetting[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.key, c.value, c.at, a.id AS by_id, a.name AS by_name
    FROM setting_change c LEFT JOIN account a ON a.id = c.changed_by ORDER BY c.id DESC LIMIT ${limit}`;
  return rows.flatMap(readRow);
}

/** Makes changes of settings follow one another. */
export async function lockSettings(db: Db): Promise<void> {
  await db.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('settings', 0))) AS locked`;
}

/** Writes what was chosen; waits for who holds the setting. */
export async function chooseSetting(
  db: Db,
  { key, value, changedBy, at }: { key: SettingKey; value: boolean | number; changedBy: string; at: Date },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO setting (key, value, changed_by, changed_at)
    VALUES (${key}, ${JSON.stringify(value)}::jsonb, ${changedBy}::uuid, ${at}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`;
  await db.settingChange.create({ data: { key, value, changedBy, at }, select: { id: true } });
}

/** Relate requests that no client has answered. */
export const countPendingRequests = (db: Db): Promise<number> =>
  db.relateRequest.count({ where: { state: "pending" } });
