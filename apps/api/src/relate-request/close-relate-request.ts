import { listOnlookers } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { settleNotification } from "../notification/index.ts";
import { endTasks } from "../task/index.ts";
import { type StoredRequest, writeDecision } from "./relate-request-store.ts";

/** Writes what became of a request that is locked, takes the task and what told of it from the client, and lets open pages read again. */
export async function closeRelateRequest(
  { nats }: Pick<Deps, "nats">,
  change: Change,
  { id, clientId, professionalId, senderId }: StoredRequest,
  { state, by }: { state: "accepted" | "rejected" | "cancelled" | "expired"; by: string | null },
): Promise<void> {
  await writeDecision(change.db, { id, state, by });
  await endTasks(change.db, { requestId: id });
  await settleNotification({ nats }, change, { kind: "relate-request", receiver: clientId, link: `/requests/${id}` });
  const tell = [...(await listOnlookers(change.db, clientId)), professionalId, senderId];
  change.afterCommit(() => tellViewChanged(nats, tell));
}
