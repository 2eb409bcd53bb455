import { AccountId, type ClientSearchResult, RelateRequestId } from "../contract/index.ts";
import { refuseSending } from "../relate-request/index.ts";

/** A client that was found, with what stands between them and the viewer. Times in milliseconds. */
export interface FoundClient {
  id: string;
  name: string;
  clientNumber: string;
  /** `YYYY-MM-DD`. */
  born: string;
  related: boolean;
  /** Of the viewer, whoever sent it. */
  pendingRequest: { id: string; at: number; own: boolean } | null;
  /** When this client last rejected the viewer. */
  lastRejectedAt: number | null;
  temporaryAccessUntil: number | null;
}

/** as little of a client as one needs to know the right person; of the date of birth only the year. */
export function presentSearchResult(
  client: FoundClient,
  { viewerId, relateRequests, now }: { viewerId: string; relateRequests: boolean; now: number },
): ClientSearchResult {
  const { id, name, clientNumber, born, related, pendingRequest, lastRejectedAt, temporaryAccessUntil: until } = client;
  const temporaryAccessUntil = until !== null && until > now ? until : null;
  const refusal = refuseSending(
    {
      senderId: viewerId,
      professionalId: viewerId,
      professionalIsTherapist: true,
      clientIsActive: true,
      alreadyRelated: related,
      alreadyPending: pendingRequest !== null,
      self: true,
      lastRejectedAt,
    },
    now,
  );
  return {
    id: AccountId.parse(id),
    name,
    clientNumber,
    birthYear: Number(born.slice(0, 4)),
    related,
    pendingRequest: pendingRequest?.own
      ? { id: RelateRequestId.parse(pendingRequest.id), at: pendingRequest.at }
      : null,
    temporaryAccessUntil,
    can: {
      sendRelateRequest: relateRequests && refusal === null,
      obtainTemporaryAccess: !related && temporaryAccessUntil === null,
    },
  };
}
