import { z } from "zod";
import { AccountId, ClientSearchId, Day, Instant, RelateRequestId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { ClientNumber, onClient } from "./clients.ts";
import { EmailAddress } from "./people.ts";
import { RelateRequestRow } from "./relations.ts";

/** One filter of a search outside the caseload. */
export const ClientSearchFilter = z.discriminatedUnion("by", [
  z.object({ by: z.literal("name"), value: z.string().trim().min(3).max(100) }),
  z.object({ by: z.literal("email"), value: EmailAddress }),
  z.object({ by: z.literal("client-number"), value: ClientNumber }),
  z.object({ by: z.literal("born"), value: Day }),
]);
export type ClientSearchFilter = z.infer<typeof ClientSearchFilter>;

/** Why a professional looks outside the caseload; only application managers read it. */
export const Motivation = z.string().trim().min(10).max(500);

/** As little as one needs to know the right person, and what one can do with it. */
export const ClientSearchResult = z.object({
  id: AccountId,
  name: z.string(),
  clientNumber: z.string(),
  birthYear: z.int(),
  /** Already in the caseload of the viewer. */
  related: z.boolean(),
  /** A pending request of the viewer for themself, to be cancelled from here. */
  pendingRequest: z.object({ id: RelateRequestId, at: Instant }).nullable(),
  /** Until when the viewer has temporary access. */
  temporaryAccessUntil: Instant.nullable(),
  can: z.object({ sendRelateRequest: z.boolean(), obtainTemporaryAccess: z.boolean() }),
});
export type ClientSearchResult = z.infer<typeof ClientSearchResult>;

/** refused with `too-many-requests` after 20 in an hour; 404 while the setting is off. */
export const searchOtherClients = defineRoute({
  id: "search-other-clients",
  service: "api",
  method: "post",
  path: "/api/v1/client-searches",
  summary: "Search for a client outside the caseload, with a motivation",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 201,
  body: z.object({ motivation: Motivation, filter: ClientSearchFilter }),
  response: z.object({
    id: ClientSearchId,
    /** At most ten; empty where there are more than ten. */
    results: z.array(ClientSearchResult).max(10),
    /** More than ten were found: narrow the search. No total. */
    tooMany: z.boolean(),
    /** Searches left in this hour. */
    searchesLeft: z.int().nonnegative(),
  }),
  refuses: ["not-found", "too-many-requests"],
});

/** Q-04, from a result of one's own search of the last hour. */
export const requestRelationFromSearch = defineRoute({
  id: "request-relation-from-search",
  service: "api",
  method: "post",
  path: "/api/v1/client-searches/:searchId/relate-requests",
  summary: "Ask a client that was found for a relation with oneself",
  access: "session",
  limit: { points: 30, seconds: 60 },
  status: 201,
  params: z.object({ searchId: ClientSearchId }),
  body: z.object({ clientId: AccountId, message: z.string().trim().max(1000).default("") }),
  response: RelateRequestRow,
  refuses: ["not-found", "already-done", "request-pending", "asked-too-recently"],
});

/** read-only access to one account, which ends by itself; the motivation is that of the search. */
export const obtainTemporaryAccess = defineRoute({
  id: "obtain-temporary-access",
  service: "api",
  method: "post",
  path: "/api/v1/client-searches/:searchId/temporary-access",
  summary: "Obtain temporary access to a client that was found",
  access: "session",
  limit: { points: 30, seconds: 60 },
  status: 201,
  params: z.object({ searchId: ClientSearchId }),
  body: z.object({ clientId: AccountId }),
  response: z.object({ until: Instant }),
  refuses: ["not-found", "already-done", "too-many-requests"],
});

export const endTemporaryAccess = defineRoute({
  id: "end-temporary-access",
  service: "api",
  method: "delete",
  path: "/api/v1/clients/:clientId/temporary-access",
  summary: "End one's temporary access",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
  params: onClient,
  refuses: ["not-found"],
});
