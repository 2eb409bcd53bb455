import type { Databases } from "./databases.ts";
import { until } from "./until.ts";

/** Both feeds: who tells, and who takes in what was told. */
const feeds = [
  { owner: "accounts", reader: "conversations", feed: "accounts" },
  { owner: "conversations", reader: "accounts", feed: "conversations" },
] as const;

/** Resolves when every committed fact was taken in by the other service, and every job that was waiting is done. */
export async function settle({ query }: Databases): Promise<void> {
  for (const { owner, reader, feed } of feeds) {
    await until(`the ${reader} service took in the feed of ${owner}`, async () => {
      const [told] = await query(
        owner,
        "SELECT position, (SELECT count(*) FROM outbox WHERE position IS NULL) AS unnumbered FROM outbox_head",
      );
      const [taken] = await query(reader, "SELECT position FROM feed_position WHERE feed = $1", [feed]);
      return Number(told?.unnumbered) === 0 && told?.position === taken?.position;
    });
  }
  await until("every job is done", async () => {
    const [jobs] = await query(
      "accounts",
      "SELECT count(*) AS waiting FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND start_after <= now()",
    );
    return Number(jobs?.waiting) === 0;
  });
}
