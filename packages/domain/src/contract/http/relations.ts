import { z } from "zod";
import { AccountId, Instant, RelateRequestId, ToolId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { RelateRequestState, Role } from "../words.ts";
import { onClient } from "./clients.ts";

const limit = { points: 300, seconds: 60 };
const change = { points: 60, seconds: 60 };
const onRelation = z.object({ clientId: AccountId, professionalId: AccountId });
const person = z.object({ id: AccountId, name: z.string() });

/** A professional who is related to a client. */
export const RelatedProfessional = z.object({
  id: AccountId,
  name: z.string(),
  you: z.boolean(),
  roles: z.array(Role),
  since: Instant,
  /** Titles of the tools they guide, by kind of tool and key of the catalogue. */
  guides: z.array(z.object({ id: ToolId, catalogueKey: z.string() })),
  absentUntil: z.string().nullable(),
  can: z.object({ transferTools: z.boolean(), breakRelation: z.boolean(), transferClient: z.boolean() }),
});
export type RelatedProfessional = z.infer<typeof RelatedProfessional>;

/** A relate request as professionals see it; the motivation is not in it. */
export const RelateRequestRow = z.object({
  id: RelateRequestId,
  client: person,
  professional: person,
  sender: person.extend({ you: z.boolean() }),
  /** The professional who hands the client over, if it is part of *Transfer client* (T-05). */
  transferFrom: person.nullable(),
  state: RelateRequestState,
  at: Instant,
  expiresAt: Instant,
  decidedAt: Instant.nullable(),
  can: z.object({ cancel: z.boolean() }),
});
export type RelateRequestRow = z.infer<typeof RelateRequestRow>;

/** *Professionals* of a client account. */
export const readClientProfessionals = defineRoute({
  id: "read-client-professionals",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/professionals",
  summary: "Who is related to a client, and which requests are pending",
  access: "session",
  limit,
  params: onClient,
  response: z.object({
    professionals: z.array(RelatedProfessional),
    pendingRequests: z.array(RelateRequestRow),
    /** For secretaries: requests of secretaries that the client rejected, latest first, at most 20. */
    rejectedRequests: z.array(RelateRequestRow),
    can: z.object({
      /** `direct`: takes effect at once; `request`: the client decides; null: not for this viewer. */
      relate: z.enum(["direct", "request"]).nullable(),
    }),
  }),
  refuses: ["not-found"],
});

/** Colleagues who can be related to this client, or to whom tools can go, by name; at most 20. */
export const findColleagues = defineRoute({
  id: "find-colleagues",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/colleagues",
  summary: "Therapists who can be related to a client, or who already are",
  access: "session",
  limit,
  params: onClient,
  query: z.object({
    /** `related`: already related to the client; `unrelated`: not yet; `any`: both. */
    which: z.enum(["related", "unrelated", "any"]),
    name: z.string().trim().max(100).optional(),
  }),
  response: z.object({ colleagues: z.array(person.extend({ related: z.boolean() })) }),
  refuses: ["not-found"],
});

/** T-01: relates a colleague at once; where the client decides it refuses with `client-must-agree`. */
export const relateTherapist = defineRoute({
  id: "relate-therapist",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/relations",
  summary: "Relate a therapist to a client",
  access: "session",
  limit: change,
  status: 204,
  params: onClient,
  body: z.object({ professionalId: AccountId }),
  refuses: ["not-found", "read-only", "not-yourself", "client-must-agree", "already-done"],
});

/** T-02: `toolIds` must be guided by the professional of the path; all or none move. */
export const transferTools = defineRoute({
  id: "transfer-tools",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/relations/:professionalId/tools-transfer",
  summary: "Transfer guided tools to a colleague who is related to the client",
  access: "session",
  limit: change,
  status: 204,
  params: onRelation,
  body: z.object({ to: AccountId, toolIds: z.array(ToolId).min(1).max(200) }),
  refuses: ["not-found", "read-only"],
});

/** What breaking a relation, or handing the client over, does (T-03, T-05). Numbers for a secretary, except titles of tools. */
export const RelationEnding = z.object({
  /** Tools that this professional guides. */
  tools: z.array(
    z.object({
      id: ToolId,
      catalogueKey: z.string(),
      /** A feedback moment that waits now, or the next one; null where there is none. */
      feedback: z.object({ waiting: z.boolean() }).nullable(),
    }),
  ),
  feedbackMomentsOpen: z.int().nonnegative(),
  openTasks: z.int().nonnegative(),
  /** Conversations with or about the client that they take part in; null while the conversations service can't say. */
  conversations: z.object({ takesPart: z.int().nonnegative(), manages: z.int().nonnegative() }).nullable(),
  /** The client has no therapist after this (T-07). */
  leavesClientAlone: z.boolean(),
  /** *Transfer client* waits for the client's answer (T-05). */
  waitsForClient: z.boolean(),
});
export type RelationEnding = z.infer<typeof RelationEnding>;

export const previewRelationEnding = defineRoute({
  id: "preview-relation-ending",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/relations/:professionalId/ending",
  summary: "What breaking a relation or transferring the client does",
  access: "session",
  limit,
  params: onRelation,
  response: RelationEnding,
  refuses: ["not-found", "read-only"],
});

/** T-03: ends the relation at once. `unguidedToolIds` are the tools that the dialog named: where they are no longer right it refuses with `confirmation-needed`. */
export const breakRelation = defineRoute({
  id: "break-relation",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/relations/:professionalId/ending",
  summary: "Break a relation",
  access: "session",
  limit: change,
  status: 204,
  maxBytes: 32_768,
  params: onRelation,
  body: z.object({ unguidedToolIds: z.array(ToolId).max(500) }),
  refuses: ["not-found", "read-only", "confirmation-needed"],
});

/** T-05: relates the colleague, moves all tools and breaks the relation, all or nothing; where the client decides, it asks. */
export const transferClient = defineRoute({
  id: "transfer-client",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/relations/:professionalId/transfer",
  summary: "Transfer a client to a colleague in one step",
  access: "session",
  limit: change,
  params: onRelation,
  body: z.object({ to: AccountId, message: z.string().trim().max(1000).default("") }),
  response: z.object({ state: z.enum(["transferred", "requested"]) }),
  refuses: ["not-found", "read-only", "not-yourself", "request-pending", "asked-too-recently"],
});

/** a secretary, or a related therapist, asks the client for a colleague. */
export const sendRelateRequest = defineRoute({
  id: "send-relate-request",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/relate-requests",
  summary: "Send a relate request to the client, for a colleague",
  access: "session",
  limit: change,
  status: 201,
  params: onClient,
  body: z.object({ professionalId: AccountId, message: z.string().trim().max(1000).default("") }),
  response: RelateRequestRow,
  refuses: ["not-found", "read-only", "not-yourself", "already-done", "request-pending"],
});

/** Relate requests that the viewer sent or that are for the viewer; latest first, by keyset pages. */
export const listRelateRequests = defineRoute({
  id: "list-relate-requests",
  service: "api",
  method: "get",
  path: "/api/v1/relate-requests",
  summary: "Relate requests of the viewer; for a secretary those of all secretaries",
  access: "session",
  limit,
  query: z.object({
    state: RelateRequestState.optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(30),
  }),
  response: z.object({ requests: z.array(RelateRequestRow), next: z.string().nullable() }),
  refuses: ["not-found"],
});

/** by its sender or any secretary; `request-not-open` where the client was first. */
export const cancelRelateRequest = defineRoute({
  id: "cancel-relate-request",
  service: "api",
  method: "delete",
  path: "/api/v1/relate-requests/:requestId",
  summary: "Cancel a relate request",
  access: "session",
  limit: change,
  status: 204,
  params: z.object({ requestId: RelateRequestId }),
  refuses: ["not-found", "request-not-open"],
});
