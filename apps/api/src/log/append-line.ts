import type { Ground, LogAction, LogDetails } from "@kring/domain/contract";
import { currentRequestId, type Executor } from "@kring/service-kit";

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

/** Writes a line in the transaction of what it tells of; it gets its place in the chain after the commit. */
export async function appendLine(executor: Executor, line: NewLogLine): Promise<void> {
  const { actor, action, clientId = null, ground, motivation = null, details = {} } = line;
  await executor(
    `INSERT INTO log_line (actor_id, actor_role, action, client_id, ground, motivation, details, request_id)
     VALUES ($1::uuid, $2::text, $3::text, $4::uuid, $5::text, $6::text, $7::jsonb, $8::text)`,
    [
      actor?.accountId ?? null,
      actor?.role ?? null,
      action,
      clientId,
      ground,
      motivation,
      JSON.stringify(details),
      currentRequestId() ?? null,
    ],
  );
}
