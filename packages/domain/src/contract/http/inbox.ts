import { z } from "zod";
import { Instant, NotificationId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { unknownOf } from "../unknown.ts";

/** What a notification is about; the texts are the reader's side's. */
export const NotificationKind = z.enum([
  "conversation-joined",
  "password-changed",
  "second-factor-changed",
  "link-ended",
  "relate-request",
  "relate-request-accepted",
  "relate-request-rejected",
  "relate-request-cancelled",
  "relation-made",
  "relation-ended",
  "tools-transferred",
  "temporary-access-started",
  "feedback-wanted",
  "feedback-given",
  "tool-assigned",
  "task-for-secretary",
  "roles-changed",
  "setting-changed",
  "search-limit-reached",
  "related-person-invited",
  "link-accepted",
  "link-invited",
  "permission-disputed",
  "invitation-limit-reached",
  "access-requested",
  "access-granted",
  "access-declined",
  "access-escalated",
  "participant-proposed",
  "email-changed",
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** One notification: a kind, a place to go, no content and no identity (N-02). */
export const Notification = z.object({
  id: NotificationId,
  /** `unknown` is read where it is of a later version. */
  kind: z.union([NotificationKind, unknownOf(NotificationKind.options)]),
  /** Path in the web app. */
  link: z.string(),
  at: Instant,
  read: z.boolean(),
});
export type Notification = z.infer<typeof Notification>;

/** Latest first, by keyset pages. */
export const readInbox = defineRoute({
  id: "read-inbox",
  service: "api",
  method: "get",
  path: "/api/v1/inbox",
  summary: "Notifications of the account, latest first",
  access: "session",
  limit: { points: 300, seconds: 60 },
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  response: z.object({
    notifications: z.array(Notification),
    next: z.string().nullable(),
    unread: z.int().min(0).max(100),
  }),
});

export const markInboxRead = defineRoute({
  id: "mark-inbox-read",
  service: "api",
  method: "post",
  path: "/api/v1/inbox/read",
  summary: "Mark notifications as read",
  access: "session",
  limit: { points: 300, seconds: 60 },
  body: z.object({ ids: z.union([z.literal("all"), z.array(NotificationId).max(100)]) }),
  response: z.object({ unread: z.int().min(0).max(100) }),
});
