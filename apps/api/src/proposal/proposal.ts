import { mayProposeClients } from "@kring/domain";
import { AccountId, type ClientProposal, type Language, ProposalId, Refused } from "@kring/domain/contract";
import { actAsSecretary, makeClient } from "../client/index.ts";
import { lockClient } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { sendRelateRequest } from "../relate-request/index.ts";
import { holdTherapist, makeRelation } from "../relation/index.ts";
import { holdSetting } from "../setting/index.ts";
import { addTask, endTasks } from "../task/index.ts";
import {
  findClash,
  insertProposal,
  listOpenProposals,
  listSecretaries,
  type NewProposal,
  takeProposal,
  writeProposalClient,
} from "./proposal-store.ts";

/** A therapist proposes a client account. Nothing is looked up, so nothing can show who exists. */
export async function proposeClient(
  deps: Deps,
  { account }: Caller,
  proposal: Omit<NewProposal, "proposedBy">,
): Promise<void> {
  if (!mayProposeClients(account)) throw new Refused("not-found");
  await deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    const proposalId = await insertProposal(db, { ...proposal, proposedBy: account.id });
    await addTask(db, { kind: "judge-proposal", assigneeId: null, proposalId });
    const actor = { accountId: account.id, role: "therapist" };
    await appendLine(executor, { actor, action: "proposed-client", ground: "platform" });
    const secretaries = await listSecretaries(db);
    for (const secretary of secretaries) {
      await notify(deps, change, "task-for-secretary", secretary, "/clients/proposals");
    }
    afterCommit(() => tellViewChanged(deps.nats, secretaries));
  });
}

/** What therapists proposed and nobody decided on; a clash is for the secretary to see, and nobody else. */
export async function listProposals({ database: { db } }: Deps, caller: Caller): Promise<ClientProposal[]> {
  actAsSecretary(caller);
  const proposals: ClientProposal[] = [];
  for (const row of await listOpenProposals(db)) {
    const clash = await findClash(db, row);
    proposals.push({
      id: ProposalId.parse(row.id),
      by: { id: AccountId.parse(row.proposedBy), name: row.proposerName },
      at: row.createdAt.getTime(),
      name: row.name,
      email: row.email,
      born: row.born,
      note: row.note,
      clash: clash && { ...clash, id: AccountId.parse(clash.id) },
    });
  }
  return proposals;
}

/** Makes the account, and relates who proposed it; nobody relates themself that way (T-04). */
export function acceptProposal(
  deps: Deps,
  caller: Caller,
  proposalId: string,
  {
    clientNumber,
    language = caller.account.signIn.language,
  }: { clientNumber: string; language?: Language | undefined },
): Promise<{ id: AccountId; eventId: string }> {
  const by = actAsSecretary(caller);
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    const clientDecides = await holdSetting(db, "relate-requests");
    const proposal = await takeProposal(db, proposalId, by.accountId);
    if (!proposal) throw new Refused("not-found");
    if (proposal.proposedBy === by.accountId) throw new Refused("not-yourself");
    const { name, email, born } = proposal;
    const made = await makeClient(deps, change, { name, email, born, clientNumber, language }, by);
    await writeProposalClient(db, proposalId, made.id);
    await endTasks(db, { proposalId });
    await appendLine(executor, { actor: by, action: "accepted-proposal", clientId: made.id, ground: by.ground });
    const proposer = { clientId: made.id, professionalId: proposal.proposedBy, by };
    const related = await relateProposer(deps, change, proposer, clientDecides);
    const secretaries = await listSecretaries(db);
    afterCommit(() => tellViewChanged(deps.nats, [...secretaries, proposal.proposedBy]));
    return { id: made.id, eventId: related ?? made.eventId };
  });
}

/** where the client decides, they are asked; a proposer who is no therapist any more is not related. */
async function relateProposer(
  deps: Deps,
  change: Change,
  { clientId, professionalId, by }: { clientId: string; professionalId: string; by: Acting },
  clientDecides: boolean,
): Promise<string | null> {
  const { db, executor } = change;
  await lockClient(db, clientId);
  if (!(await holdTherapist(db, professionalId))) return null;
  if (clientDecides) {
    await sendRelateRequest(deps, change, { clientId, professionalId, by, senderRole: "secretary", message: "" });
    return null;
  }
  const eventId = await makeRelation(deps, change, { clientId, professionalId, by });
  const { ground } = by;
  await appendLine(executor, { actor: by, action: "related-therapist", clientId, ground, details: { professionalId } });
  return eventId;
}

/** Declines a proposal; who proposed it is told nothing about the person. */
export async function declineProposal(deps: Deps, caller: Caller, proposalId: string): Promise<void> {
  const by = actAsSecretary(caller);
  await deps.database.change(async ({ db, executor, afterCommit }) => {
    if (!(await takeProposal(db, proposalId, by.accountId))) throw new Refused("not-found");
    await endTasks(db, { proposalId });
    await appendLine(executor, { actor: by, action: "declined-proposal", ground: by.ground });
    const secretaries = await listSecretaries(db);
    afterCommit(() => tellViewChanged(deps.nats, secretaries));
  });
}
