import { z } from "zod";
import { AccountId, Instant, LinkId } from "../ids.ts";
import { NotificationKind } from "../notifications.ts";
import { defineRoute } from "../route.ts";

/** A mail that could not be delivered. */
export const FailedMailId = z
  .guid()
  .brand<"failed mail">()
  .meta({ description: "id: mail that could not be delivered" });
export type FailedMailId = z.infer<typeof FailedMailId>;

/** What kind of mail it is, where it tells of no notification. */
export const FailedMailQueue = z.enum([
  "notification-mail",
  "bundle-mail",
  "unread-mail",
  "invitation-mail",
  "related-person-mail",
  "new-device-mail",
]);
export type FailedMailQueue = z.infer<typeof FailedMailQueue>;

/** A mail that could not be delivered: what it was about and for whom, without an address. */
export const FailedMail = z.object({
  id: FailedMailId,
  queue: FailedMailQueue,
  /** Of a mail about one notification; null of one to a related person. */
  kind: NotificationKind.nullable(),
  /** A related person has neither name nor account: the link where the mail is about one, else nothing but the id of the mail. */
  receiver: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("professional"), id: AccountId, name: z.string() }),
    z.object({ kind: z.literal("client"), id: AccountId, name: z.string() }),
    z.object({ kind: z.literal("related-person"), link: LinkId.nullable() }),
  ]),
  /** Whether the mail server did not want it, or could not be reached. */
  reason: z.enum(["refused", "unreachable"]),
  /** Of a related person where there is no link: noon of its day. */
  failedAt: Instant,
  /** It is on its way again. */
  resentAt: Instant.nullable(),
});
export type FailedMail = z.infer<typeof FailedMail>;

/** For application managers only. */
export const listFailedMails = defineRoute({
  id: "list-failed-mails",
  service: "api",
  method: "get",
  path: "/api/v1/failed-mails",
  summary: "Mails that could not be delivered, latest first, at most 200",
  access: "session",
  limit: { points: 120, seconds: 60 },
  response: z.object({ mails: z.array(FailedMail) }),
  refuses: ["not-found"],
});

/** Logged. It has the same Message-ID again. */
export const resendFailedMail = defineRoute({
  id: "resend-failed-mail",
  service: "api",
  method: "post",
  path: "/api/v1/failed-mails/:mailId/resend",
  summary: "Send a mail again that could not be delivered",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
  params: z.object({ mailId: FailedMailId }),
  refuses: ["not-found", "already-done"],
});
