import {
  type ClientAccess,
  type ClientSection,
  doesMoreThanRead,
  groundOf,
  mayArrange,
  mayWork,
  sectionsOf,
} from "@kring/domain";
import { type LogAction, Refused } from "@kring/domain/contract";
import type { Executor } from "@kring/service-kit";
import type { Db } from "../database.ts";
import type { Caller } from "../deps.ts";
import { type Acting, appendLine, type LoggedDetails } from "../log/index.ts";
import { type ClientWithTies, findClientWithTies } from "./client-ties-store.ts";

/** A client account as one professional may use it. Having one is having been let in. */
export interface OpenClientAccount {
  client: ClientWithTies;
  access: ClientAccess;
  /** The professional as the one who acts here, for the log. */
  acting: Acting;
  /** Throws `not-found` where the ground does not open this page of the account. */
  requireSection(section: ClientSection): void;
  /** For working in the account; temporary access is refused with `read-only`, a secretary with `not-found`. */
  requireWork(): void;
  /** For a secretary's arrangements; who reads on temporary access is refused with `read-only`, others with `not-found`. */
  requireArranging(): void;
  /** For what both who is related and a secretary may do, such as relating a colleague; its ability is judged besides. */
  requireWorkOrArranging(): void;
  /** Logs what the professional does here, with the ground and the motivation. */
  log(executor: Executor, action: LogAction, details?: LoggedDetails): Promise<void>;
}

/** Opens a client account for a professional; absent and hidden are both `not-found`. Pass the transaction's `db` where a change follows. */
export async function openClientAccount(
  db: Db,
  { account }: Pick<Caller, "account">,
  clientId: string,
): Promise<OpenClientAccount> {
  const client = account.kind === "professional" ? await findClientWithTies(db, account.id, clientId) : null;
  const access = client && groundOf(client.ties, Date.now());
  if (!client || !access) throw new Refused("not-found");
  const refuse = (): never => {
    throw new Refused(access.ground === "temporary-access" ? "read-only" : "not-found");
  };
  const acting: Acting = {
    accountId: account.id,
    role: access.ground === "secretary" ? "secretary" : roleOf(client.ties.roles),
    ground: access.ground,
  };
  return {
    client,
    access,
    acting,
    requireSection: (section) => {
      if (!sectionsOf(access).includes(section)) throw new Refused("not-found");
    },
    requireWork: () => {
      if (!mayWork(access)) refuse();
    },
    requireArranging: () => {
      if (!mayArrange(access)) refuse();
    },
    requireWorkOrArranging: () => {
      if (!doesMoreThanRead(access)) refuse();
    },
    log: (executor, action, details = {}) =>
      appendLine(executor, {
        actor: acting,
        action,
        clientId: client.id,
        ground: acting.ground,
        motivation: access.ground === "temporary-access" ? client.motivation : null,
        details,
      }),
  };
}

const roleOf = (roles: readonly string[]) => (roles.includes("therapist") ? "therapist" : (roles[0] ?? "professional"));
