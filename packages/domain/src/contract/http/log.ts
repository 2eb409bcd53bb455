import { z } from "zod";
import { AccountId, Day, Instant, LinkId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { Ground, Role } from "../words.ts";
import { onClient } from "./clients.ts";

const limit = { points: 300, seconds: 60 };

/** What was done, as a stable code; the texts are the reader's side's. */
export const LogAction = z.enum([
  "viewed-account",
  "viewed-details",
  "viewed-professionals",
  "viewed-tools",
  "viewed-answers",
  "viewed-tasks",
  "viewed-contact-history",
  "created-client",
  "changed-details",
  "corrected-email",
  "sent-invitation",
  "withdrew-invitation",
  "activated-account",
  "deactivated-account",
  "reactivated-account",
  "proposed-client",
  "accepted-proposal",
  "declined-proposal",
  "related-therapist",
  "transferred-tools",
  "broke-relation",
  "transferred-client",
  "sent-relate-request",
  "cancelled-relate-request",
  "accepted-relate-request",
  "rejected-relate-request",
  "expired-relate-request",
  "wished-relation-ended",
  "saw-to-wish",
  "searched-other-clients",
  "was-refused-search",
  "obtained-temporary-access",
  "ended-temporary-access",
  "temporary-access-expired",
  "assigned-tool",
  "filled-in-tool",
  "gave-feedback",
  "changed-guide",
  "changed-roles",
  "changed-setting",
  "registered-absence",
  "invited-professional",
  "offered-second-factor-reset",
  "reset-second-factor",
  "changed-email",
  "invited-related-person",
  "resent-related-person-invitation",
  "withdrew-related-person-invitation",
  "accepted-related-person-invitation",
  "refused-related-person-invitation",
  "expired-related-person-invitation",
  "was-refused-related-person-invitation",
  "disputed-permission",
  "saw-to-permission",
  "removed-related-person",
  "ended-own-link",
  "ended-own-account",
  "viewed-related-persons",
  "started-conversation",
  "requested-access",
  "escalated-access",
  "granted-access",
  "declined-access",
  "recorded-access-ground",
  "deleted-message",
  "showed-own-name",
  "exported-own-data",
  "exported-platform",
  "exported-log",
  "verified-log",
  "viewed-log",
  "viewed-failed-mails",
  "resent-mail",
]);
export type LogAction = z.infer<typeof LogAction>;

/** Words of a line beside its action: opaque values that the action's sentence needs. */
export const LogDetails = z.object({
  professional: z.object({ id: AccountId, name: z.string() }).optional(),
  /** Key of a tool of the catalogue. */
  tool: z.string().optional(),
  tools: z.array(z.string()).optional(),
  setting: z.string().optional(),
  value: z.union([z.boolean(), z.number()]).optional(),
  roles: z.array(Role).optional(),
  fields: z.array(z.string()).optional(),
  until: Instant.optional(),
  /** Of a search: the filter and how many were found. */
  searchedBy: z.string().optional(),
  searchedFor: z.string().optional(),
  found: z.int().optional(),
  lines: z.int().optional(),
  /** A link record, by its opaque id, with who invited. */
  link: z.object({ id: LinkId, inviter: z.enum(["client", "therapist"]), at: Instant }).optional(),
  /** When the inviter confirmed the client's permission (P-02). */
  permissionAt: Instant.optional(),
  /** What was exported. */
  exported: z.string().optional(),
});
export type LogDetails = z.infer<typeof LogDetails>;

/** One line of the log. */
export const LogLine = z.object({
  /** Its place in the chain, for application managers; null for the moment before it gets one, and to everybody else. */
  n: z.int().positive().nullable(),
  at: Instant,
  /**
   * Null: the platform itself. A related person has no id, and a name before the client only: whose record it is says
   * `details.link`, which differs for each of their links.
   */
  actor: z.object({ id: AccountId.nullable(), name: z.string(), role: z.string() }).nullable(),
  action: LogAction,
  client: z.object({ id: AccountId, name: z.string(), clientNumber: z.string() }).nullable(),
  ground: Ground,
  /** For application managers only. */
  motivation: z.string().nullable(),
  details: LogDetails,
});
export type LogLine = z.infer<typeof LogLine>;

const LogFilter = z.object({
  from: Day.optional(),
  /** Including this day. */
  until: Day.optional(),
  actorId: AccountId.optional(),
  clientId: AccountId.optional(),
  ground: Ground.optional(),
});

/** For application managers; newest first, by keyset pages. */
export const readLog = defineRoute({
  id: "read-log",
  service: "api",
  method: "get",
  path: "/api/v1/log",
  summary: "The log of every access to and change of client accounts and of the platform",
  access: "session",
  limit,
  query: LogFilter.extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ lines: z.array(LogLine), next: z.string().nullable() }),
  refuses: ["not-found"],
});

/** People to filter the log by: part of a name from three letters; at most ten. */
export const findLogPeople = defineRoute({
  id: "find-log-people",
  service: "api",
  method: "get",
  path: "/api/v1/log/people",
  summary: "People to filter the log by",
  access: "session",
  limit,
  query: z.object({ name: z.string().trim().min(3).max(100), kind: z.enum(["actor", "client"]) }),
  response: z.object({ people: z.array(z.object({ id: AccountId, name: z.string(), about: z.string() })) }),
  refuses: ["not-found"],
});

/** The filtered log as a file; logged itself. Cells that a spreadsheet would run as formulas are made text. */
export const exportLog = defineRoute({
  id: "export-log",
  service: "api",
  method: "get",
  path: "/api/v1/log/export",
  summary: "The log as CSV or JSON",
  access: "session",
  limit: { points: 10, seconds: 300 },
  query: LogFilter.extend({ format: z.enum(["csv", "json"]) }),
  refuses: ["not-found"],
});

/** The state of the hash chain. */
export const LogChain = z.object({
  lines: z.int().nonnegative(),
  checkedAt: Instant.nullable(),
  /** The first line that does not fit; null: unbroken at `checkedAt`. */
  brokenAt: z.int().positive().nullable(),
});
export type LogChain = z.infer<typeof LogChain>;

export const readLogChain = defineRoute({
  id: "read-log-chain",
  service: "api",
  method: "get",
  path: "/api/v1/log/chain",
  summary: "When the log was last checked, and what was found",
  access: "session",
  limit,
  response: LogChain,
  refuses: ["not-found"],
});

export const verifyLogChain = defineRoute({
  id: "verify-log-chain",
  service: "api",
  method: "post",
  path: "/api/v1/log/chain",
  summary: "Check the whole log now",
  access: "session",
  limit: { points: 6, seconds: 300 },
  response: LogChain,
  refuses: ["not-found"],
});

/** The contact history of a client, for who is related; newest first. */
export const readContactHistory = defineRoute({
  id: "read-contact-history",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/contact-history",
  summary: "Every action in a client account",
  access: "session",
  limit,
  params: onClient,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ lines: z.array(LogLine), next: z.string().nullable() }),
  refuses: ["not-found"],
});

/** The client's own contact history, temporary access and searches that opened the account included. */
export const readOwnContactHistory = defineRoute({
  id: "read-own-contact-history",
  service: "api",
  method: "get",
  path: "/api/v1/own/contact-history",
  summary: "Every action in one's own account",
  access: "session",
  limit,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ lines: z.array(LogLine), next: z.string().nullable() }),
  refuses: ["not-found"],
});
