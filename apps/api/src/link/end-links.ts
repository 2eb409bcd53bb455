import { actionOfEnd, type LinkEnd } from "@kring/domain";
import { LinkId } from "@kring/domain/contract";
import { listOnlookers, lockClients } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine, type LoggedDetails } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { endTasks } from "../task/index.ts";
import { tellLinkChanged } from "./link-store.ts";
import {
  findInvitee,
  type LinkRow,
  listPendingWhere,
  listStandingOfInviter,
  writeEnd,
  writePermissionAnswer,
} from "./record-store.ts";

export type LinkDeps = Pick<Deps, "database" | "jobs" | "nats">;

/** What a line of the log says of a link record: its opaque id, who invited and when, never a name. */
export const loggedOf = ({
  id,
  inviterId,
  inviterKind,
  createdAt,
}: Pick<LinkRow, "id" | "inviterId" | "inviterKind" | "createdAt">): LoggedDetails => ({
  link: { id: LinkId.parse(id), inviter: inviterKind, at: createdAt },
  ...(inviterKind === "therapist" ? { professionalId: inviterId } : {}),
});

/**
 * Lets the open pages read again that show this record: its client's, its inviter's, its related person's. Others are told
 * only where the number that they see changed (P-04): a therapist's records are nobody else's business.
 */
export async function tellOfLink(
  { database, nats }: Pick<Deps, "database" | "nats">,
  change: Change,
  link: LinkRow,
): Promise<void> {
  const counted = link.inviterKind === "client" && link.acceptedAt !== null;
  const onlookers = counted ? await listOnlookers(change.db, link.clientId) : [];
  change.afterCommit(() => {
    tellViewChanged(nats, [link.clientId, link.inviterId, ...onlookers]);
    // Whose the address is, is looked up after the answer (P-05); a page that was not told reads again by itself.
    findInvitee(database.db, link).then(
      (invitee) => tellViewChanged(nats, [invitee]),
      () => undefined,
    );
  });
}

export interface Ending {
  ends: LinkEnd;
  /** Null: the platform itself. */
  by: Acting | null;
}

/** Ends a record that is locked, with its line and its task; whom it was accepted by is told. Gives the id of the event, if any. */
export async function endLink(
  deps: LinkDeps,
  change: Change,
  link: LinkRow,
  { ends, by }: Ending,
): Promise<string | null> {
  const { db, executor } = change;
  const accepted = link.acceptedAt !== null;
  await tellOfLink(deps, change, link);
  await writeEnd(db, link.id, ends);
  if (ends === "not-agreed") await writePermissionAnswer(db, link.id, "did-not-agree");
  await endTasks(db, { linkId: link.id, kind: "look-at-permission" });
  await appendLine(executor, {
    actor: by,
    action: actionOfEnd(ends, { accepted }),
    clientId: link.clientId,
    ground: by?.ground ?? "platform",
    details: loggedOf(link),
  });
  if (!accepted) return null;
  if (link.relatedPersonId !== null && ends !== "by-related-person") {
    await notify(deps, change, "link-ended", link.relatedPersonId, "/circle");
  }
  return tellLinkChanged(change, link.id);
}

/** Ends what a therapist made for a client whose relation ends (P-06). The client is locked. Gives whom it concerned. */
export async function endLinksOfInviter(
  deps: LinkDeps,
  change: Change,
  { clientId, inviterId, by }: { clientId: string; inviterId: string; by: Acting },
): Promise<string[]> {
  const links = await listStandingOfInviter(change.db, { clientId, inviterId });
  for (const link of links) await endLink(deps, change, link, { ends: "relation-ended", by });
  return links.flatMap(({ acceptedAt, relatedPersonId }) => (acceptedAt !== null && relatedPersonId) || []);
}

/** Ends the invitations for a client who is deactivated; whoever accepted before stays linked. The client is locked. */
export async function endInvitationsOfClient(deps: LinkDeps, change: Change, clientId: string): Promise<void> {
  for (const link of await listPendingWhere(change.db, { clientId })) {
    await endLink(deps, change, link, { ends: "client-deactivated", by: null });
  }
}

/** P-01: ends what therapists invited and nobody accepted. The caller has switched the setting off in this change and locked nothing else. */
export async function endInvitationsOfTherapists(deps: LinkDeps, change: Change, by: Acting): Promise<void> {
  const ofTherapists = { inviterKind: "therapist" } as const;
  const before = await listPendingWhere(change.db, ofTherapists);
  await lockClients(
    change.db,
    before.map(({ clientId }) => clientId),
  );
  for (const link of await listPendingWhere(change.db, ofTherapists)) {
    await endLink(deps, change, link, { ends: "setting-off", by });
  }
}
