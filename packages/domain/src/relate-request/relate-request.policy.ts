import { isSecretary } from "../account/roles.ts";
import type { RelateRequestState, Role } from "../words.ts";

/** A professional who looks at a relate request. */
export interface RequestViewer {
  accountId: string;
  roles: readonly Role[];
}

/** sent by oneself, for oneself, or seen by a secretary; nobody else finds it by its id. */
export const maySeeRelateRequest = (
  { accountId, roles }: RequestViewer,
  request: { senderId: string; professionalId: string },
): boolean => isSecretary({ roles }) || request.senderId === accountId || request.professionalId === accountId;

/** a pending request is cancelled by its sender or any secretary. */
export const mayCancelRelateRequest = (
  { accountId, roles }: RequestViewer,
  { senderId, state }: { senderId: string; state: RelateRequestState },
): boolean => state === "pending" && (isSecretary({ roles }) || senderId === accountId);
