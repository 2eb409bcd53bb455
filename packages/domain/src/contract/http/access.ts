import { z } from "zod";
import { AccessRequestId, AccountId, Instant } from "../ids.ts";
import { defineRoute } from "../route.ts";

const person = z.object({ id: AccountId, name: z.string() });

/** A request for access as the application manager sees it: client, professional, dates and reasons; never text or related person (V-05). */
export const EscalatedAccessRequest = z.object({
  id: AccessRequestId,
  client: person,
  professionals: z.array(person),
  startedAt: Instant,
  requestedAt: Instant,
  escalatedAt: Instant,
  why: z.enum(["declined", "unanswered", "nobody-left"]),
  declined: z.object({ by: person, at: Instant, reason: z.string() }).nullable(),
});
export type EscalatedAccessRequest = z.infer<typeof EscalatedAccessRequest>;

export const listEscalatedAccess = defineRoute({
  id: "list-escalated-access",
  service: "api",
  method: "get",
  path: "/api/v1/access-requests",
  summary: "Requests for access that wait for the application manager",
  access: "session",
  limit: { points: 120, seconds: 60 },
  response: z.object({ requests: z.array(EscalatedAccessRequest) }),
  refuses: ["not-found", "unavailable"],
});

/** Grants, which opens the whole history, or records the ground on which it stays closed. */
export const decideAccess = defineRoute({
  id: "decide-access",
  service: "api",
  method: "post",
  path: "/api/v1/access-requests/:requestId/decision",
  summary: "Decide on a client's request for access",
  access: "session",
  limit: { points: 30, seconds: 60 },
  status: 204,
  params: z.object({ requestId: AccessRequestId }),
  body: z.discriminatedUnion("answer", [
    z.object({ answer: z.literal("grant") }),
    z.object({ answer: z.literal("record-ground"), ground: z.string().trim().min(1).max(500) }),
  ]),
  refuses: ["not-found", "already-done", "unavailable"],
});
