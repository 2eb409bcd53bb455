import { dayAt, decideRoles, mayManagePeople } from "@kring/domain";
import { type Professional, Refused, type Role } from "@kring/domain/contract";
import { findActiveAccount, tellAccountChanged } from "../account/index.ts";
import { type Change, LONG_CHANGE } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { endAllRelations } from "../relation/index.ts";
import {
  countCaseload,
  countOtherManagers,
  findProfessional,
  lockManagers,
  type ProfessionalRow,
  writeRoles,
} from "./professional-store.ts";
import { presentProfessional } from "./read-professionals.ts";

/** Makes sure, under the lock, that the caller still is application manager: two who remove each other leave one. */
export async function actAsManager(change: Change, { account }: Caller): Promise<Acting> {
  if (!mayManagePeople(account)) throw new Refused("not-found");
  await lockManagers(change.db);
  const now = await findActiveAccount(change.db, account.id);
  if (!now || !mayManagePeople(now)) throw new Refused("not-found");
  return { accountId: account.id, role: "application-manager", ground: "application-manager" };
}

/** A professional for who manages people; whatever changes their roles holds the managers' lock. */
export async function findManaged(change: Change, id: string): Promise<ProfessionalRow> {
  const row = await findProfessional(change.db, id, dayAt(Date.now()));
  if (!row) throw new Refused("not-found");
  return row;
}

/** Gives a professional these roles and no others; without `therapist` every relation of theirs ends. */
export async function changeRoles(
  deps: Deps,
  caller: Caller,
  id: string,
  wanted: { roles: readonly Role[]; confirmed: boolean },
): Promise<{ professional: Professional; eventId: string | null }> {
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    const by = await actAsManager(change, caller);
    const row = await findManaged(change, id);
    const decision = decideRoles(wanted, {
      current: row.roles,
      usable: row.active && row.activated,
      otherManagers: await countOtherManagers(db, id),
      caseload: await countCaseload(db, id),
    });
    if (decision.outcome === "refused") throw new Refused(decision.code);
    let eventId: string | null = null;
    if (decision.outcome === "changed") {
      const { roles, endsCaseload } = decision;
      const ended = endsCaseload ? await endAllRelations(deps, change, { professionalId: id, by }) : [];
      await writeRoles(db, id, roles);
      eventId = await tellAccountChanged(change, id);
      const { ground } = by;
      await appendLine(executor, {
        actor: by,
        action: "changed-roles",
        ground,
        details: { professionalId: id, roles },
      });
      await notify(deps, change, "roles-changed", id, "/profile");
      afterCommit(() => tellViewChanged(deps.nats, [id, by.accountId, ...ended.flatMap(({ tell }) => tell)]));
    }
    const viewer = (await findActiveAccount(db, caller.accountId)) ?? caller.account;
    return { professional: presentProfessional(await findManaged(change, id), viewer, dayAt(Date.now())), eventId };
  }, LONG_CHANGE);
}
