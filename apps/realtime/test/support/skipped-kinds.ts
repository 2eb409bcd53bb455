import type { Stage } from "./stage.ts";

/** What stands as not understood of the accounts service's facts, for a later version to make good. */
export async function skippedKinds(stage: Stage): Promise<string[]> {
  const { rows } = await stage.pool.query<{ kinds: string[] }>(
    "SELECT ARRAY(SELECT jsonb_object_keys(skipped) ORDER BY 1) AS kinds FROM feed_position",
  );
  return rows[0]?.kinds ?? [];
}
