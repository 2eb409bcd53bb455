import type { Ground, LogAction, LogDetails } from "@kring/domain/contract";
import { currentRequestId, type Executor, isReadingAgain } from "@kring/service-kit";

/** Who did what, for whom, on what ground. Ids, never names: names are read when the line is shown. */
export interface NewLogLine {
  /** Null: the platform itself. */
  actor: { accountId: string; role: string } | null;
  action: LogAction;
  clientId?: string | null;
  ground: Ground;
  /** Read by application managers only. */
  motivation?: string | null;
  details?: LoggedDetails;
}

/** Who acts, in which role, on what ground: what a use case hands on to those that it calls. */
export interface Acting {
  accountId: string;
  role: string;
  ground: Ground;
}

/** `LogDetails` with an id in the place of a person. */
export type LoggedDetails = Omit<LogDetails, "professional"> & { professionalId?: string };

/** Of a page that stays open and reads itself again as things change, a line stands at most so often. */
const SAME_LOOK_SECONDS = 60;

/**
 * Writes a line in the transaction of what it tells of; it gets its place in the chain after the commit. Where an open page
 * reads itself again, the line of that same look stands already, if it is not older than a minute.
 */
export async function appendLine(executor: Executor, line: NewLogLine): Promise<void> {
  const { actor, action, clientId = null, ground, motivation = null, details = {} } = line;
  await executor(
    `INSERT INTO log_line (actor_id, actor_role, action, client_id, ground, motivation, details, request_id)
     SELECT $1::uuid, $2::text, $3::text, $4::uuid, $5::text, $6::text, $7::jsonb, $8::text
     WHERE NOT ($10::boolean AND $3::text LIKE 'viewed-%') OR NOT EXISTS (
       SELECT FROM log_line
       WHERE actor_id = $1::uuid AND at > clock_timestamp() - make_interval(secs => $9::int) AND action = $3::text
         AND client_id IS NOT DISTINCT FROM $4::uuid AND actor_role IS NOT DISTINCT FROM $2::text AND ground = $5::text
         AND motivation IS NOT DISTINCT FROM $6::text AND details = $7::jsonb)`,
    [
      actor?.accountId ?? null,
      actor?.role ?? null,
      action,
      clientId,
      ground,
      motivation,
      JSON.stringify(details),
      currentRequestId() ?? null,
      SAME_LOOK_SECONDS,
      isReadingAgain(),
    ],
  );
}
