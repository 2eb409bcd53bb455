import { mayInviteForClient, mayWork, presentRecord, presentTherapistsRecord } from "@kring/domain";
import type { listOwnRelatedPersons as listOwnRoute, listRelatedPersons as listRoute } from "@kring/domain/contract";
import type { z } from "zod";
import { listActiveWithRole, readNames } from "../account/index.ts";
import { openClientAccount } from "../client-account/index.ts";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { readSetting } from "../setting/index.ts";
import { actAsClient } from "./invite-related-person.ts";
import { countSeenRelatedPersons } from "./link-store.ts";
import { listRecords, listTherapistsRecords } from "./record-store.ts";

/** P-04: the viewer's own records and a number; nothing else of anybody. The look is logged. */
export function listRelatedPersons(
  { database }: Pick<Deps, "database">,
  caller: Caller,
  clientId: string,
): Promise<z.output<typeof listRoute.response>> {
  return database.change(async ({ db, executor }) => {
    const open = await openClientAccount(db, caller, clientId);
    open.requireSection("related-persons");
    await open.log(executor, "viewed-related-persons");
    const { access, client } = open;
    const settingOn = await readSetting(db, "therapists-invite-related-persons");
    const records = await listRecords(db, clientId, caller.accountId);
    const acts = mayWork(access);
    return {
      records: records.map((record) => presentRecord(record, { acts })),
      invitedByClient: await countSeenRelatedPersons(db, clientId),
      can: {
        invite: mayInviteForClient({ access, roles: client.ties.roles, settingOn }),
      },
      settingOff: settingOn ? null : { applicationManagers: await nameManagers(db) },
    };
  });
}

async function nameManagers(db: Db): Promise<{ name: string }[]> {
  const names = await readNames(db, await listActiveWithRole(db, "application-manager"));
  return [...names.values()].toSorted((a, b) => a.localeCompare(b, "nl")).map((name) => ({ name }));
}

/** The client's own records, and by name those of therapists (V-03). */
export async function listOwnRelatedPersons(
  { database: { db } }: Pick<Deps, "database">,
  caller: Caller,
): Promise<z.output<typeof listOwnRoute.response>> {
  const { accountId } = actAsClient(caller);
  const [records, byTherapists] = await Promise.all([
    listRecords(db, accountId, accountId),
    listTherapistsRecords(db, accountId),
  ]);
  return {
    records: records.map((record) => presentRecord(record, { acts: true })),
    byTherapists: byTherapists.map(presentTherapistsRecord),
    can: { invite: true },
  };
}
