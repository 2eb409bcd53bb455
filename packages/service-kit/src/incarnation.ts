import type { Pool } from "./postgres.ts";

/** The timeline of the database as it is now; see sql/incarnation.sql for what changes it. */
export async function readIncarnation(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ incarnation: string }>("SELECT read_incarnation() AS incarnation");
  const incarnation = rows[0]?.incarnation;
  if (!incarnation) throw new Error("The database has no incarnation: its migrations were not applied");
  return incarnation;
}
