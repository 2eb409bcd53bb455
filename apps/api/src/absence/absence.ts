import { dayAt, isAbsencePossible, isAway } from "@kring/domain";
import { type Absence, AccountId, Refused, type registerAbsence as registerRoute } from "@kring/domain/contract";
import type { z } from "zod";
import { tellAccountChanged } from "../account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { endAbsence, findCovering, replaceAbsence } from "./absence-store.ts";

function requireProfessional({ account }: Caller): void {
  if (account.kind !== "professional") throw new Refused("not-found");
}

/** Registers when one is away, and who covers. */
export async function registerAbsence(
  { database, nats }: Deps,
  caller: Caller,
  { from, until, note, coveringId }: z.output<typeof registerRoute.body>,
): Promise<Absence> {
  requireProfessional(caller);
  const { account } = caller;
  const today = dayAt(Date.now());
  if (!isAbsencePossible({ from, until }, today)) throw new Refused("invalid-input", { fields: ["until"] });
  if (coveringId === account.id) throw new Refused("invalid-input", { fields: ["coveringId"] });
  return database.change(async (change) => {
    const { db, executor } = change;
    const covering = coveringId === null ? null : await findCovering(db, coveringId);
    if (coveringId !== null && !covering) throw new Refused("not-found");
    await replaceAbsence(db, { professionalId: account.id, from, until, note, coveringId });
    const actor = { accountId: account.id, role: account.roles[0] ?? account.kind };
    await appendLine(executor, { actor, action: "registered-absence", ground: "platform" });
    await tellAccountChanged(change, account.id);
    change.afterCommit(() => tellViewChanged(nats, [account.id]));
    return {
      from,
      until,
      note,
      covering: covering && { id: AccountId.parse(covering.id), name: covering.name },
      now: isAway({ from, until }, today),
    };
  });
}

/** Takes back one's registered absence. */
export async function cancelAbsence({ database, nats }: Deps, caller: Caller): Promise<void> {
  requireProfessional(caller);
  await database.change(async (change) => {
    if (!(await endAbsence(change.db, caller.accountId, new Date(dayAt(Date.now()))))) throw new Refused("not-found");
    await tellAccountChanged(change, caller.accountId);
    change.afterCommit(() => tellViewChanged(nats, [caller.accountId]));
  });
}
