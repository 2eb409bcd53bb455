import type { AccountId } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";

/** Gateways note who is online every half minute: who was not noted for this long is away. */
const AWAY_MS = 90_000;
/** Clocks may differ by this. */
const AHEAD_MS = 60_000;
/** A gateway that noted nothing for longer than this may have people whom nobody knows of. */
const SILENT_MS = 60_000;
/** Who was online has come back, here or at another gateway, and been noted after this long. */
const SETTLED_MS = 120_000;
/** A gateway that is silent for this long is dead: its people had the time to go elsewhere. */
const DEAD_MS = 300_000;

/** The clock of Postgres, the same for all gateways; `$n` where a test moves it. */
export const clockOf = (n: number): string => `coalesce($${n}::timestamptz, clock_timestamp())`;
export const moved = (now: number | undefined): Date | null => (now === undefined ? null : new Date(now));

const ms = (duration: number): string => `interval '${duration} milliseconds'`;

/** Whether somebody who was last noted at `at` is online at `now`, expressions both. A clock that was set back leaves nobody online. */
export const isOnline = (at: string, now: string): string =>
  `coalesce(${at} BETWEEN ${now} - ${ms(AWAY_MS)} AND ${now} + ${ms(AHEAD_MS)}, false)`;

/**
 * Whether at `now`, an expression, it is known who is online: some gateway has noted it without a break for long enough, and none that had
 * people has fallen silent.
 */
export const presenceKnownAt = (now: string): string => `(
  EXISTS (SELECT FROM gateway_beat g WHERE g.at > ${now} - ${ms(SILENT_MS)} AND g.since <= ${now} - ${ms(SETTLED_MS)})
  AND NOT EXISTS (SELECT FROM gateway_beat g
    WHERE g.online > 0 AND g.at <= ${now} - ${ms(SILENT_MS)} AND g.at > ${now} - ${ms(DEAD_MS)}))`;

const NOTE = `INSERT INTO account_seen (account_id, at)
  SELECT id, clock.now FROM unnest($1::uuid[]) AS t (id), clock ORDER BY id
  ON CONFLICT (account_id) DO UPDATE SET at = excluded.at`;

/** Notes that these accounts are online. */
export async function markSeen(pool: Pool, accounts: readonly AccountId[], now?: number): Promise<void> {
  if (accounts.length === 0) return;
  await pool.query(`WITH clock AS (SELECT ${clockOf(2)} AS now) ${NOTE}`, [accounts, moved(now)]);
}

/** Notes that a gateway runs, and with it all who are online there. A break that could hide somebody starts its time over. */
export async function beat(
  pool: Pool,
  gateway: string,
  { accounts, now }: { accounts: readonly AccountId[]; now?: number },
): Promise<void> {
  await pool.query(
    `WITH clock AS (SELECT ${clockOf(2)} AS now), noted AS (${NOTE})
     INSERT INTO gateway_beat (gateway, online, since, at)
     SELECT $3::uuid, cardinality($1::uuid[]), clock.now, clock.now FROM clock
     ON CONFLICT (gateway) DO UPDATE SET online = excluded.online, at = excluded.at,
       since = CASE WHEN excluded.at - gateway_beat.at BETWEEN interval '0' AND ${ms(SILENT_MS)}
         THEN gateway_beat.since ELSE excluded.at END`,
    [accounts, moved(now), gateway],
  );
}

/** A gateway goes, and its people with it to others; what died long ago without saying so is forgotten. */
export async function endBeat(pool: Pool, gateway: string): Promise<void> {
  await pool.query(
    `DELETE FROM gateway_beat WHERE gateway = $1 OR at NOT BETWEEN clock_timestamp() - ${ms(DEAD_MS)} AND clock_timestamp()`,
    [gateway],
  );
}
