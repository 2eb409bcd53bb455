import { z } from "zod";
import { NotificationId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { Notification } from "./inbox.ts";

const base64url = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`))
    .meta({ description: `${bytes} bytes as base64url` });

/** What a browser gives whoever may push to it (RFC 8030, RFC 8291): where to, and the keys that alone can read it. */
export const PushSubscriptionInput = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
});
export type PushSubscriptionInput = z.infer<typeof PushSubscriptionInput>;

/** `on`: whether this session's device gets a push for each notification of the account that it acts as. */
export const readPush = defineRoute({
  id: "read-push",
  service: "api",
  method: "get",
  path: "/api/v1/push",
  summary: "Whether this device is told of notifications, and the key to subscribe with",
  access: "session",
  limit: { points: 120, seconds: 60 },
  response: z.object({
    /** The platform's VAPID key (RFC 8292) as base64url; null: this platform pushes nothing. */
    key: z.string().nullable(),
    on: z.boolean(),
  }),
});

/** It belongs to this session and its account, ends with either, and takes the place of any other of this device. */
export const subscribeToPush = defineRoute({
  id: "subscribe-to-push",
  service: "api",
  method: "put",
  path: "/api/v1/push/subscription",
  summary: "Let this device be told of notifications",
  access: "session",
  limit: { points: 30, seconds: 60 },
  status: 204,
  body: PushSubscriptionInput,
  refuses: ["push-not-possible"],
});

export const unsubscribeFromPush = defineRoute({
  id: "unsubscribe-from-push",
  service: "api",
  method: "delete",
  path: "/api/v1/push/subscription",
  summary: "Tell this device nothing more",
  access: "session",
  limit: { points: 30, seconds: 60 },
  status: 204,
});

/** What a push leads to: the notification of one's own that it named. */
export const readNotification = defineRoute({
  id: "read-notification",
  service: "api",
  method: "get",
  path: "/api/v1/inbox/:notificationId",
  summary: "One notification of the account",
  access: "session",
  limit: { points: 300, seconds: 60 },
  params: z.object({ notificationId: NotificationId }),
  response: Notification,
  refuses: ["not-found"],
});

/** The plain text of a push, padded to this many bytes before it is encrypted: one is as long as another (N-02). */
export const PUSH_BYTES = 128;

/** All that a push says: which notification to ask for after signing in. */
export const PushMessage = z.object({ v: z.literal(1), id: z.guid() });
export type PushMessage = z.infer<typeof PushMessage>;
