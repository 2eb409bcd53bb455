import { isSettingValue } from "@kring/domain";
import { Refused, type Setting, type SettingKey } from "@kring/domain/contract";
import { listActiveProfessionals, listActiveWithRole, requireRole } from "../account/index.ts";
import { type Change, LONG_CHANGE } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { endInvitationsOfTherapists } from "../link/index.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { cancelAllPending } from "../relate-request/index.ts";
import { endAllTemporaryAccess } from "../temporary-access/index.ts";
import { presentSettings } from "./list-settings.ts";
import { chooseSetting, lockSettings } from "./setting-change-store.ts";

/** Changes a setting, ends what it no longer allows, logs it and tells the other application managers: all or none. */
export function changeSetting(
  deps: Deps,
  { account }: Caller,
  key: SettingKey,
  value: boolean | number,
): Promise<Setting> {
  requireRole(account, "application-manager");
  if (!isSettingValue(key, value)) throw new Refused("invalid-input", { fields: ["value"] });
  return deps.database.change(async (change) => {
    const { db } = change;
    await lockSettings(db);
    const before = await presentOne(deps, change, key);
    if (before.value === value) return before;
    await chooseSetting(db, { key, value, changedBy: account.id, at: new Date() });
    const by: Acting = { accountId: account.id, role: "application-manager", ground: "application-manager" };
    await appendLine(change.executor, {
      actor: by,
      action: "changed-setting",
      ground: by.ground,
      details: { setting: key, value },
    });
    if (value === false) await endWhatItAllowed(deps, change, key, by);
    for (const managerId of await listActiveWithRole(db, "application-manager")) {
      if (managerId !== account.id) await notify(deps, change, "setting-changed", managerId, "/settings");
    }
    const professionals = await listActiveProfessionals(db);
    change.afterCommit(() => tellViewChanged(deps.nats, professionals));
    return presentOne(deps, change, key);
  }, LONG_CHANGE);
}

/** Q-01: pending requests are cancelled, never accepted. Q-04: temporary access ends. P-01: therapists' invitations stop. */
async function endWhatItAllowed(deps: Deps, change: Change, key: SettingKey, by: Acting): Promise<void> {
  if (key === "relate-requests") await cancelAllPending(deps, change, by);
  if (key === "search-outside-caseload") await endAllTemporaryAccess(deps, change);
  if (key === "therapists-invite-related-persons") await endInvitationsOfTherapists(deps, change, by);
}

async function presentOne(deps: Deps, { db }: Change, key: SettingKey): Promise<Setting> {
  const found = (await presentSettings(deps, db)).find((setting) => setting.key === key);
  if (!found) throw new Error("A setting of the contract is missing");
  return found;
}
