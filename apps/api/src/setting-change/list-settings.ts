import { settingDefinitions } from "@kring/domain";
import { AccountId, type Setting, SettingKey } from "@kring/domain/contract";
import { requireRole } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { countPendingOfTherapists } from "../link/index.ts";
import { countStandingAccess } from "../temporary-access/index.ts";
import { type ChosenSetting, countPendingRequests, listChanges, listChosen } from "./setting-change-store.ts";

type SettingDeps = Pick<Deps, "config" | "database">;

/** What a setting is where nobody chose. In demo mode nobody needs a second factor. */
const defaultOf = ({ config }: Pick<Deps, "config">, key: SettingKey): boolean | number =>
  key === "second-factor-required-of-professionals" ? !config.demo : settingDefinitions[key].default;

const presentPerson = (by: ChosenSetting["by"]) => by && { id: AccountId.parse(by.id), name: by.name };

/** How many things end when this setting is switched off now (Q-01, Q-04, P-01). */
async function countEnds(db: Db, key: SettingKey, value: boolean | number): Promise<number> {
  if (value === false) return 0;
  if (key === "relate-requests") return countPendingRequests(db);
  if (key === "therapists-invite-related-persons") return countPendingOfTherapists(db);
  return key === "search-outside-caseload" ? countStandingAccess(db) : 0;
}

/** Every setting, as it is now. */
export async function presentSettings(deps: Pick<Deps, "config">, db: Db): Promise<Setting[]> {
  const chosen = new Map((await listChosen(db)).map((one) => [one.key, one]));
  const settings: Setting[] = [];
  for (const key of SettingKey.options) {
    const own = chosen.get(key);
    const value = own?.value ?? defaultOf(deps, key);
    settings.push({
      key,
      value,
      default: defaultOf(deps, key),
      changed: own ? { by: presentPerson(own.by), at: own.at.getTime() } : null,
      endsWhenOff: await countEnds(db, key, value),
    });
  }
  return settings;
}

/** The settings and their latest changes, for application managers. */
export async function listSettings(deps: SettingDeps, { account }: Caller) {
  requireRole(account, "application-manager");
  const { db } = deps.database;
  const changes = await listChanges(db, 10);
  return {
    settings: await presentSettings(deps, db),
    changes: changes.map(({ key, value, by, at }) => ({ key, value, by: presentPerson(by), at: at.getTime() })),
  };
}
