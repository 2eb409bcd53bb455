import { z } from "zod";
import { cameLater } from "../came-later.ts";
import {
  AccessRequestId,
  AccountId,
  ConversationId,
  Instant,
  LinkId,
  RelateRequestId,
  TaskId,
  ToolId,
} from "../ids.ts";
import { defineRoute } from "../route.ts";
import { RelateRequestState, Role, TaskKind } from "../words.ts";
import { Absence } from "./professionals.ts";

const limit = { points: 300, seconds: 60 };
const change = { points: 60, seconds: 60 };

/** A client's own circle: who sees the account or talks with them, since when, on what ground. */
export const Circle = z.object({
  professionals: z.array(
    z.object({
      id: AccountId,
      name: z.string(),
      roles: z.array(Role),
      since: Instant,
      /** Keys of the tools that they guide. */
      guides: z.array(z.string()),
      absence: Absence.pick({ from: true, until: true, note: true, now: true }).nullable(),
      /** Whether the client already asked to end this relation (T-07). */
      endingWished: z.boolean(),
    }),
  ),
  /** Pending relate requests: who would see the account. */
  requests: z.array(
    z.object({
      id: RelateRequestId,
      professional: z.object({ name: z.string() }),
      at: Instant,
      expiresAt: Instant,
      /** They read the account for a time meanwhile. */
      temporary: cameLater(z.object({ since: Instant, until: Instant }).nullable(), null),
    }),
  ),
  /** Who reads the account for a time, and asks for no more. */
  temporary: z.array(z.object({ professional: z.object({ name: z.string() }), since: Instant, until: Instant })),
  /** Accepted links to this client, by name (V-03); one person may have several. */
  relatedPersons: z.array(
    z.object({
      linkId: LinkId,
      name: z.string(),
      invitedBy: z.object({ kind: z.enum(["client", "therapist"]), name: z.string() }),
      /** How therapists see them, for links of the client. */
      screenName: z.string().nullable(),
      since: Instant,
      /** The client's own link of the same person, where the client may know that it is. */
      samePersonAs: LinkId.nullable().default(null),
    }),
  ),
  /** What a professional who is related sees of the related persons: this number. */
  numberSeen: z.int().nonnegative(),
});
export type Circle = z.infer<typeof Circle>;

export const readCircle = defineRoute({
  id: "read-circle",
  service: "api",
  method: "get",
  path: "/api/v1/own/circle",
  summary: "The client's circle: who sees the account, since when, on what ground",
  access: "session",
  limit,
  response: Circle,
  refuses: ["not-found"],
});

/** T-07: becomes a task of the secretaries. */
export const wishRelationEnded = defineRoute({
  id: "wish-relation-ended",
  service: "api",
  method: "post",
  path: "/api/v1/own/professionals/:professionalId/ending-wish",
  summary: "Ask the secretary to end a relation",
  access: "session",
  limit: { points: 20, seconds: 300 },
  status: 202,
  params: z.object({ professionalId: AccountId }),
  body: z.object({ note: z.string().trim().max(500).default("") }),
  refuses: ["not-found", "already-done"],
});

/** A relate request as its client reads it: who asks, and exactly what opens and what stays closed. */
export const OwnRelateRequest = z.object({
  id: RelateRequestId,
  state: RelateRequestState,
  professional: z.object({ name: z.string(), roles: z.array(Role) }),
  sender: z.object({ name: z.string(), role: Role, self: z.boolean() }),
  /** With *Transfer client*: who leaves at the same moment. */
  transferFrom: z.object({ name: z.string() }).nullable(),
  /** Written for the client; may be empty. Never the motivation. */
  message: z.string(),
  at: Instant,
  expiresAt: Instant,
  /** Tools that open, by key of the catalogue. */
  tools: z.array(z.string()),
  /** The number of related persons that the professional will see. */
  relatedPersons: z.int().nonnegative(),
});
export type OwnRelateRequest = z.infer<typeof OwnRelateRequest>;

export const readOwnRelateRequest = defineRoute({
  id: "read-own-relate-request",
  service: "api",
  method: "get",
  path: "/api/v1/own/relate-requests/:requestId",
  summary: "A relate request, as the client reads it",
  access: "session",
  limit,
  params: z.object({ requestId: RelateRequestId }),
  response: OwnRelateRequest,
  refuses: ["not-found"],
});

/** One outcome, whoever races. */
export const answerRelateRequest = defineRoute({
  id: "answer-relate-request",
  service: "api",
  method: "post",
  path: "/api/v1/own/relate-requests/:requestId/answer",
  summary: "Accept or reject a relate request",
  access: "session",
  limit: change,
  params: z.object({ requestId: RelateRequestId }),
  body: z.object({ answer: z.enum(["accept", "reject"]) }),
  response: OwnRelateRequest,
  refuses: ["not-found", "request-not-open"],
});

/** Something that the account is asked to do. */
export const Task = z.object({
  id: TaskId,
  kind: TaskKind,
  at: Instant,
  /** When it is pointless; null: never. */
  until: Instant.nullable(),
  /** The client whom it is about, for professionals. */
  client: z.object({ id: AccountId, name: z.string() }).nullable(),
  /** Who asks, where that helps: the professional of a relate request, the client of a wish, the therapist of a proposal. */
  person: z.object({ name: z.string() }).nullable(),
  requestId: RelateRequestId.nullable(),
  tool: z.object({ id: ToolId, catalogueKey: z.string() }).nullable(),
  /** For `end-relation-wish`: what the client wrote, and about whom. */
  note: z.string().nullable(),
  professional: z.object({ id: AccountId, name: z.string() }).nullable(),
  /** The link record of an invitation to answer, or of a permission to look at: with the name that the therapist typed, for the client alone. */
  link: cameLater(z.object({ id: LinkId, name: z.string().nullable() }).nullable(), null),
  conversationId: cameLater(ConversationId.nullable(), null),
  accessRequestId: cameLater(AccessRequestId.nullable(), null),
  doneAt: Instant.nullable(),
});
export type Task = z.infer<typeof Task>;

/** Open tasks of the account, oldest first; at most 200. A secretary also gets those of all secretaries. */
export const listTasks = defineRoute({
  id: "list-tasks",
  service: "api",
  method: "get",
  path: "/api/v1/tasks",
  summary: "What waits for the account",
  access: "session",
  limit,
  response: z.object({ tasks: z.array(Task) }),
});

/** A secretary marks a task as seen to; only for `end-relation-wish`. The others end by what they ask for. */
export const finishTask = defineRoute({
  id: "finish-task",
  service: "api",
  method: "post",
  path: "/api/v1/tasks/:taskId/done",
  summary: "Mark a task as done",
  access: "session",
  limit: change,
  status: 204,
  params: z.object({ taskId: TaskId }),
  refuses: ["not-found"],
});
