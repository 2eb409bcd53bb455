import { mayTransferCaseload } from "@kring/domain";
import {
  AccountId,
  type CaseloadTransfer,
  CaseloadTransferId,
  type previewCaseloadTransfer as previewRoute,
  Refused,
} from "@kring/domain/contract";
import type { z } from "zod";
import { readNames } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { holdTherapist } from "../relation/index.ts";
import { readSetting } from "../setting/index.ts";
import {
  findTransfer,
  insertTransfer,
  isProfessional,
  listCaseloadClients,
  listResults,
  listTherapists,
  type StoredTransfer,
} from "./caseload-transfer-store.ts";

/** `not-found` for who may not hand over the caseload of `professionalId`. */
async function requireCaseloadOf(db: Db, { account }: Caller, professionalId: string): Promise<void> {
  const may =
    account.kind === "professional" &&
    mayTransferCaseload({ accountId: account.id, roles: account.roles }, professionalId);
  if (!may || !(await isProfessional(db, professionalId))) throw new Refused("not-found");
}

/** What *Transfer caseload* would do, client by client. */
export async function previewCaseloadTransfer(
  { database }: Deps,
  caller: Caller,
  from: string,
  to: string | undefined,
): Promise<z.input<typeof previewRoute.response>> {
  const { db } = database;
  await requireCaseloadOf(db, caller, from);
  const [clients, candidates, waitsForClients] = await Promise.all([
    listCaseloadClients(db, from, to ?? null),
    listTherapists(db, [from, caller.accountId]),
    readSetting(db, "relate-requests"),
  ]);
  return {
    clients: clients.map((client) => ({ ...client, id: AccountId.parse(client.id) })),
    waitsForClients,
    candidates: candidates.map((candidate) => ({ ...candidate, id: AccountId.parse(candidate.id) })),
  };
}

/** Starts a transfer; a job goes through it client by client, even if nobody looks. */
export function startCaseloadTransfer(
  { database, jobs }: Deps,
  caller: Caller,
  { from, to, clientIds, message }: { from: string; to: string; clientIds: string[] | undefined; message: string },
): Promise<CaseloadTransfer> {
  return database.change(async (change) => {
    const { db, executor } = change;
    await requireCaseloadOf(db, caller, from);
    if (to === caller.accountId) throw new Refused("not-yourself");
    if (to === from || !(await holdTherapist(db, to))) throw new Refused("not-found");
    const caseload = (await listCaseloadClients(db, from, to)).map(({ id }) => id);
    const chosen = clientIds ? [...new Set(clientIds)] : caseload;
    if (chosen.length === 0 || !chosen.every((id) => caseload.includes(id))) throw new Refused("not-found");
    const stored = await insertTransfer(db, { fromId: from, toId: to, startedBy: caller.accountId, message }, chosen);
    await jobs.add("caseload-transfer", { transferId: stored.id }, executor);
    change.afterCommit(() => jobs.nudge());
    return present(db, stored);
  });
}

/** How far a transfer is, for who started it and might start it still: it names clients. */
export async function readCaseloadTransfer({ database }: Deps, caller: Caller, id: string): Promise<CaseloadTransfer> {
  const stored = await findTransfer(database.db, id);
  if (stored?.startedBy !== caller.accountId) throw new Refused("not-found");
  await requireCaseloadOf(database.db, caller, stored.fromId);
  return present(database.db, stored);
}

async function present(db: Db, { id, fromId, toId, startedAt }: StoredTransfer): Promise<CaseloadTransfer> {
  const names = await readNames(db, [fromId, toId]);
  const results = await listResults(db, id);
  const person = (accountId: string) => ({ id: AccountId.parse(accountId), name: names.get(accountId) ?? "" });
  return {
    id: CaseloadTransferId.parse(id),
    from: person(fromId),
    to: person(toId),
    startedAt: startedAt.getTime(),
    done: results.every(({ state }) => state !== "waiting"),
    results: results.map(({ id: clientId, name, state, code }) => ({
      client: { id: AccountId.parse(clientId), name },
      state,
      code,
    })),
  };
}
