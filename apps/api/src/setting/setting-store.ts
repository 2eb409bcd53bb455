import type { Db } from "../database.ts";

const SECOND_FACTOR_REQUIRED = "second-factor-required-of-professionals";

/** Whether professionals need a second factor; where nobody chose, it depends on the mode. */
export async function isSecondFactorRequiredOfProfessionals(db: Db, { demo }: { demo: boolean }): Promise<boolean> {
  const row = await db.setting.findUnique({ where: { key: SECOND_FACTOR_REQUIRED }, select: { value: true } });
  return typeof row?.value === "boolean" ? row.value : !demo;
}
