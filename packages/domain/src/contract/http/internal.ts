import { z } from "zod";
import { AnyEntry } from "../entry.ts";
import { DirectoryRecords, DirectorySnapshot } from "../events/directory.ts";
import { FeedPage } from "../events/envelope.ts";
import { AccessRequestId, AccountId, AttachmentId, ConversationId, Instant, LinkId } from "../ids.ts";
import { ConversationView } from "../roster.ts";
import { defineRoute } from "../route.ts";

const FeedQuery = z.object({
  /** Position after which to read; absent together with `sinceSeconds` means from the first that is kept. */
  after: z.coerce.number().int().nonnegative().optional(),
  /** Instead of `after`: start at the first event of the last so many seconds. */
  sinceSeconds: z.coerce.number().int().positive().max(7200).optional(),
  /** Comma-separated event types; absent means all. */
  types: z.string().max(500).optional(),
  /** How long to wait for a first event, in milliseconds. */
  waitMs: z.coerce.number().int().min(0).max(25_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

const limit = { points: 6000, seconds: 60 };

/** Facts of the accounts service in the order of their positions. 410 `link-expired` when `after` is older than what is kept. */
export const readAccountsFeed = defineRoute({
  id: "read-accounts-feed",
  service: "api",
  method: "get",
  path: "/internal/v1/events",
  summary: "Committed facts of accounts and ties, in order",
  access: "service",
  limit,
  query: FeedQuery,
  response: FeedPage,
  refuses: ["link-expired"],
});

/** Facts of the conversations service in the order of their positions. */
export const readConversationsFeed = defineRoute({
  id: "read-conversations-feed",
  service: "realtime",
  method: "get",
  path: "/internal/v1/events",
  summary: "Committed facts of conversations, in order",
  access: "service",
  limit,
  query: FeedQuery,
  response: FeedPage,
  refuses: ["link-expired"],
});

/** Current directory records of some accounts and links. */
export const readDirectoryRecords = defineRoute({
  id: "read-directory-records",
  service: "api",
  method: "post",
  path: "/internal/v1/directory",
  summary: "Current records of accounts and links, by id",
  access: "service",
  limit,
  maxBytes: 65_536,
  body: z.object({ accountIds: z.array(AccountId).max(500), linkIds: z.array(LinkId).max(500) }),
  response: DirectoryRecords,
});

/** The whole directory with the position that it stands for. */
export const readDirectorySnapshot = defineRoute({
  id: "read-directory-snapshot",
  service: "api",
  method: "get",
  path: "/internal/v1/snapshot",
  summary: "The whole directory and the feed position that it stands for",
  access: "service",
  limit: { points: 60, seconds: 60 },
  response: DirectorySnapshot,
});

/**
 * The names that a related person already sees in the conversations held via one of their links, as their own roster shows
 * them: what a new screen name must not be taken for (V-10). Nobody who is hidden from them is among these.
 */
export const readSeenNames = defineRoute({
  id: "read-seen-names",
  service: "realtime",
  method: "post",
  path: "/internal/v1/seen-names",
  summary: "Names that a related person sees via one of their links",
  access: "service",
  limit,
  body: z.object({ accountId: AccountId, linkId: LinkId }),
  response: z.object({ names: z.array(z.string()).max(2_000) }),
});

/** How many conversations with or about a client a professional takes part in, and manages: numbers only. */
export const countConversations = defineRoute({
  id: "count-conversations",
  service: "realtime",
  method: "post",
  path: "/internal/v1/conversation-counts",
  summary: "Numbers of conversations of a professional with or about a client",
  access: "service",
  limit,
  body: z.object({ professionalId: AccountId, clientId: AccountId }),
  response: z.object({ takesPart: z.int().nonnegative(), manages: z.int().nonnegative() }),
});

/** N-04: what a mail about unread messages is asked for just before it goes. */
export const readStillUnread = defineRoute({
  id: "read-still-unread",
  service: "realtime",
  method: "post",
  path: "/internal/v1/still-unread",
  summary: "In how many of these conversations somebody has something unread, and whether they are online",
  access: "service",
  limit,
  body: z.object({ accountId: AccountId, conversationIds: z.array(ConversationId).max(5_000) }),
  response: z.object({ unread: z.int().nonnegative(), online: z.boolean() }),
  maxBytes: 262_144,
});

/** Requests for access that the application manager decides on: by ids, dates and reasons; never text or related person (V-05). */
export const EscalatedAccess = z.object({
  id: AccessRequestId,
  clientId: AccountId,
  /** Professionals who take or took part. */
  professionalIds: z.array(AccountId),
  startedAt: Instant,
  requestedAt: Instant,
  escalatedAt: Instant,
  why: z.enum(["declined", "unanswered", "nobody-left"]),
  declined: z.object({ professionalId: AccountId, at: Instant, reason: z.string() }).nullable(),
});
export type EscalatedAccess = z.infer<typeof EscalatedAccess>;

export const readEscalatedAccess = defineRoute({
  id: "read-escalated-access",
  service: "realtime",
  method: "get",
  path: "/internal/v1/escalated-access",
  summary: "Requests for access that wait for the application manager",
  access: "service",
  limit,
  response: z.object({ requests: z.array(EscalatedAccess).max(500) }),
});

/** The application manager's decision; whether that account may decide is the accounts service's to know. */
export const decideEscalatedAccess = defineRoute({
  id: "decide-escalated-access",
  service: "realtime",
  method: "post",
  path: "/internal/v1/escalated-access/:requestId",
  summary: "Decide on a request for access",
  access: "service",
  limit,
  status: 204,
  params: z.object({ requestId: AccessRequestId }),
  body: z.object({
    applicationManagerId: AccountId,
    answer: z.enum(["grant", "record-ground"]),
    ground: z.string().max(500),
  }),
  refuses: ["not-found", "already-done"],
});

/** One page of what an account may read of its conversations, as its pages show it: for its own export. */
export const exportConversations = defineRoute({
  id: "export-conversations",
  service: "realtime",
  method: "post",
  path: "/internal/v1/conversation-export",
  summary: "What an account may read of its conversations, in pages",
  access: "service",
  limit,
  body: z.object({ accountId: AccountId, cursor: z.string().max(300).nullable() }),
  response: z.object({
    conversation: ConversationView.nullable(),
    entries: z.array(AnyEntry),
    next: z.string().nullable(),
  }),
});

/** A file of a message, to an account that may read it: for its own export. The body is the file. */
export const exportAttachment = defineRoute({
  id: "export-attachment",
  service: "realtime",
  method: "post",
  path: "/internal/v1/attachment-export",
  summary: "A file that an account may read",
  access: "service",
  limit,
  body: z.object({ accountId: AccountId, conversationId: ConversationId, attachmentId: AttachmentId }),
  refuses: ["not-found"],
});
