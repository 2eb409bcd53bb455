import { z } from "zod";

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
  "messages-unread",
  "task-reminder",
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** Ways in which a notification reaches somebody who isn't looking (N-03). */
export const NotificationChannel = z.enum(["mail", "push"]);
export type NotificationChannel = z.infer<typeof NotificationChannel>;

/** When somebody wants to be told (N-03). */
export const NotificationChoice = z.enum(["at-once", "hourly", "daily", "never"]);
export type NotificationChoice = z.infer<typeof NotificationChoice>;

/** What kinds are shown and chosen together. */
export const NotificationGroup = z.enum([
  "security",
  "consent",
  "messages",
  "conversations",
  "relations",
  "tools",
  "reminders",
  "platform",
]);
export type NotificationGroup = z.infer<typeof NotificationGroup>;
