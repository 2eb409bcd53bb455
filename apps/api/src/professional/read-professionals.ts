import { abilitiesOn, dayAt, isAway, mayManagePeople, maySeeProfessionals, stateOf, toSearchable } from "@kring/domain";
import {
  AccountId,
  type CaseloadEnding,
  type listProfessionals as listRoute,
  type Professional,
  Refused,
  type readProfessional as readRoute,
} from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { findLatestInvitation } from "../invitation/index.ts";
import { readCursor, writeCursor } from "../paging.ts";
import {
  countCaseload,
  findProfessional,
  findSignInOf,
  listHolders,
  listProfessionalRows,
  type ProfessionalRow,
} from "./professional-store.ts";

const Place = z.tuple([z.string().max(200), z.guid()]);

/** The *Professionals* tab. */
export async function listProfessionals(
  { database: { db } }: Deps,
  { account }: Caller,
  { role, name: typed, cursor, limit }: z.output<typeof listRoute.query>,
): Promise<z.input<typeof listRoute.response>> {
  if (!maySeeProfessionals(account)) throw new Refused("not-found");
  const name = typed === undefined ? undefined : toSearchable(typed);
  if (name !== undefined && name.length < 3) throw new Refused("invalid-input", { fields: ["name"] });
  const place = cursor === undefined ? undefined : readCursor(Place, cursor);
  const today = dayAt(Date.now());
  const rows = await listProfessionalRows(db, {
    today,
    role,
    name,
    activeOnly: !mayManagePeople(account),
    above: place && { searchable: place[0], id: place[1] },
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    professionals: page.map((row) => presentProfessional(row, account, today)),
    next: rows.length > limit && last ? writeCursor([last.searchable, last.id]) : null,
    helpers: await findHelpers(db),
    can: { invite: mayManagePeople(account) },
  };
}

/** the secretaries; where there is none, the application managers, who can make one. */
async function findHelpers(db: Db): Promise<z.input<typeof listRoute.response>["helpers"]> {
  const secretaries = await listHolders(db, "secretary");
  if (secretaries.length > 0) return { role: "secretary", people: secretaries };
  return { role: "application-manager", people: await listHolders(db, "application-manager") };
}

/** A professional as this viewer sees them. */
export function presentProfessional(row: ProfessionalRow, viewer: Caller["account"], today: string): Professional {
  const { name, roles, absence } = row;
  const id = AccountId.parse(row.id);
  const state = stateOf(row);
  return {
    id,
    name,
    you: id === viewer.id,
    roles,
    state,
    absence: absence && {
      ...absence,
      covering: absence.covering && { id: AccountId.parse(absence.covering.id), name: absence.covering.name },
      now: isAway(absence, today),
    },
    can: abilitiesOn(viewer, { id, roles, state }),
  };
}

/** One professional; a deactivated one is there for application managers only. */
async function findVisibleProfessional(
  db: Db,
  viewer: Caller["account"],
  id: string,
  today: string,
): Promise<ProfessionalRow> {
  const row = maySeeProfessionals(viewer) ? await findProfessional(db, id, today) : null;
  if (!row || (!row.active && !mayManagePeople(viewer))) throw new Refused("not-found");
  return row;
}

/** One professional; address and invitation are for application managers. */
export async function readProfessional(
  { database: { db } }: Deps,
  { account }: Caller,
  id: string,
): Promise<z.input<typeof readRoute.response>> {
  const today = dayAt(Date.now());
  const row = await findVisibleProfessional(db, account, id, today);
  const shown = presentProfessional(row, account, today);
  return { ...shown, account: mayManagePeople(account) ? await readAccount(db, id) : null };
}

async function readAccount(db: Db, id: string) {
  const signIn = await findSignInOf(db, id);
  if (signIn) return { email: signIn.email, invitedUntil: null, secondFactorOn: signIn.secondFactorOn };
  const invitation = await findLatestInvitation(db, id);
  const standing = invitation && !invitation.acceptedAt && !invitation.endedAt;
  return {
    email: invitation?.email ?? "",
    invitedUntil: standing ? invitation.expiresAt.getTime() : null,
    secondFactorOn: false,
  };
}

/** what deactivating a professional, or taking their therapist role, does; numbers only. */
export async function previewDeactivation(
  { database: { db } }: Deps,
  { account }: Caller,
  id: string,
): Promise<CaseloadEnding> {
  if (!mayManagePeople(account)) throw new Refused("not-found");
  await findVisibleProfessional(db, account, id, dayAt(Date.now()));
  return countCaseload(db, id);
}
