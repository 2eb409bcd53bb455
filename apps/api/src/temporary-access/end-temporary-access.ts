import { Refused } from "@kring/domain/contract";
import type { Nats } from "@kring/service-kit";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { type EndedAccess, endStanding } from "./temporary-access-store.ts";

type EndingDeps = { nats: Nats };

/** Writes what ended by itself, or by a change of something else, and tells the open pages after the commit. */
export async function noteEnded({ nats }: EndingDeps, change: Change, ended: readonly EndedAccess[]): Promise<void> {
  for (const { professionalId, clientId, motivation, overdue } of ended) {
    await appendLine(change.executor, {
      actor: null,
      action: overdue ? "temporary-access-expired" : "ended-temporary-access",
      clientId,
      ground: "platform",
      motivation,
      details: { professionalId },
    });
  }
  if (ended.length === 0) return;
  change.afterCommit(() =>
    tellViewChanged(
      nats,
      ended.flatMap(({ professionalId, clientId }) => [professionalId, clientId]),
    ),
  );
}

/** Ends the temporary access of one professional, to one client or to all, in the transaction of what makes an end of it: a relation, a lost role. */
export async function endTemporaryAccess(
  deps: EndingDeps,
  change: Change,
  choice: { professionalId: string; clientId?: string },
): Promise<void> {
  await noteEnded(deps, change, await endStanding(change.db, choice));
}

/** switching searching off ends all temporary access at once. */
export async function endAllTemporaryAccess(deps: EndingDeps, change: Change): Promise<void> {
  await noteEnded(deps, change, await endStanding(change.db, {}));
}

/** a professional ends their own temporary access. */
export async function endOwnTemporaryAccess(deps: Deps, { account }: Caller, clientId: string): Promise<void> {
  const found = await deps.database.change(async (change) => {
    const ended = await endStanding(change.db, { professionalId: account.id, clientId });
    const [own] = ended;
    if (!own) return false;
    if (own.overdue) {
      await noteEnded(deps, change, ended);
      return false;
    }
    await appendLine(change.executor, {
      actor: { accountId: account.id, role: "therapist" },
      action: "ended-temporary-access",
      clientId,
      ground: "temporary-access",
      motivation: own.motivation,
    });
    change.afterCommit(() => tellViewChanged(deps.nats, [account.id, clientId]));
    return true;
  });
  if (!found) throw new Refused("not-found");
}
