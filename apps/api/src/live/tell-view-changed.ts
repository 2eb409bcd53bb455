import { AccountFrame, subjects } from "@kring/domain/contract";
import type { Nats } from "@kring/service-kit";

const FRAME = JSON.stringify(AccountFrame.parse({ v: 1, type: "view-changed" }));

/** Lets the open pages of these accounts read again what they show. Call it after the commit; a lost frame is made good by the next read. */
export function tellViewChanged(nats: Nats, accountIds: Iterable<string | null>): void {
  for (const accountId of new Set(accountIds)) if (accountId !== null) nats.publish(subjects.account(accountId), FRAME);
}
