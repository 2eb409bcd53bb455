import { z } from "zod";
import { NotificationKind } from "../notifications.ts";
import { defineRoute } from "../route.ts";

/** Ways in which a notification reaches somebody who isn't looking (N-03). */
export const NotificationChannel = z.enum(["mail", "push"]);
export type NotificationChannel = z.infer<typeof NotificationChannel>;

/** When somebody wants to be told (N-03). */
export const NotificationChoice = z.enum(["at-once", "hourly", "daily", "never"]);
export type NotificationChoice = z.infer<typeof NotificationChoice>;

/** When a device is told: nothing is bundled there, for a push says no more than that there is something. */
export const PushChoice = NotificationChoice.extract(["at-once", "never"]);

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

/** A minute of the day: 0 is midnight, 1439 the last. */
const MinuteOfDay = z.int().min(0).max(1439).meta({ description: "minute of the day, 0 to 1439" });

/** Hours in which nobody is to be disturbed; across midnight where `until` is the smaller. */
export const QuietHours = z.object({ from: MinuteOfDay, until: MinuteOfDay });
export type QuietHours = z.infer<typeof QuietHours>;

/** N-03: what an account chose, of the kinds that it can get. */
export const NotificationPreferences = z.object({
  groups: z.array(
    z.object({
      group: NotificationGroup,
      /** Why mails of this group always come, at once; null where they are chosen. */
      fixed: z.enum(["security", "consent"]).nullable(),
      kinds: z.array(
        z.object({
          kind: NotificationKind,
          mail: NotificationChoice,
          /** Null from a version that does not tell devices of it. */
          push: PushChoice.nullable(),
        }),
      ),
    }),
  ),
  quiet: QuietHours.nullable(),
  /** By its IANA name. */
  timeZone: z.string(),
  /** Whether mails name neither product nor organisation; null for whom that is not offered. */
  discreet: z.boolean().nullable(),
});
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

export const readNotificationPreferences = defineRoute({
  id: "read-notification-preferences",
  service: "api",
  method: "get",
  path: "/api/v1/notification-preferences",
  summary: "What the account chose about notifications",
  access: "session",
  limit: { points: 300, seconds: 60 },
  response: NotificationPreferences,
});

/**
 * Of kinds that are always mailed nothing can be chosen for that channel (N-03): `always-sent`. What a channel doesn't have, a bundle of
 * pushes, is `invalid-input`.
 */
export const chooseNotifications = defineRoute({
  id: "choose-notifications",
  service: "api",
  method: "put",
  path: "/api/v1/notification-preferences/choices",
  summary: "Choose when to be told of some kinds, on one channel",
  access: "session",
  limit: { points: 120, seconds: 60 },
  body: z.object({
    kinds: z.array(NotificationKind).min(1).max(NotificationKind.options.length),
    channel: NotificationChannel,
    choice: NotificationChoice,
  }),
  response: NotificationPreferences,
  refuses: ["not-found", "always-sent"],
});

/** What is left out stays as it is. */
export const changeNotificationSettings = defineRoute({
  id: "change-notification-settings",
  service: "api",
  method: "put",
  path: "/api/v1/notification-preferences",
  summary: "Change quiet hours, time zone or discreet mode",
  access: "session",
  limit: { points: 120, seconds: 60 },
  body: z.strictObject({
    quiet: QuietHours.nullable().optional(),
    timeZone: z.string().min(1).max(60).optional(),
    discreet: z.boolean().optional(),
  }),
  response: NotificationPreferences,
  refuses: ["not-found"],
});
