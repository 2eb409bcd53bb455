import { z } from "zod";
import { defineRoute } from "../route.ts";
import { Language } from "../words.ts";

/** An e-mail address as typed: trimmed and in lower case. */
export const EmailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** A person's real name: something to read, in one line, without characters that turn the text around it. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine(
    (name) =>
      /[\p{L}\p{N}]/u.test(name) && !/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name),
  );

/** In which language somebody is invited, by mail and on the page that it opens; the inviter's own unless they choose otherwise. */
export const InvitationLanguage = Language.optional();

const token = z.string().min(10).max(200);

/** What the link of an invitation opens: `sign-in-exists` asks for the password of the sign-in that this address already has. */
export const readInvitation = defineRoute({
  id: "read-invitation",
  service: "api",
  method: "post",
  path: "/api/v1/invitations/read",
  summary: "What an invitation is for",
  access: "public",
  limit: { points: 30, seconds: 300 },
  body: z.object({ token }),
  response: z.object({
    organisation: z.string(),
    /** Null for a related person: the address may be somebody else's (P-03). */
    name: z.string().nullable(),
    kind: z.enum(["professional", "client", "related-person"]),
    password: z.enum(["choose", "existing"]),
    /** In which language whoever invites wrote it. */
    language: Language.default("nl"),
  }),
  refuses: ["link-expired"],
});

/** Activates the account: the link works once and until it expires. */
export const acceptInvitation = defineRoute({
  id: "accept-invitation",
  service: "api",
  method: "post",
  path: "/api/v1/invitations/accept",
  summary: "Activate an account by its invitation",
  access: "public",
  limit: { points: 20, seconds: 300 },
  status: 204,
  /** The language in which it was read, for whoever has no sign-in yet; that of the invitation unless given. */
  body: z.object({ token, password: z.string().min(1).max(200), language: Language.optional() }),
  refuses: ["link-expired", "wrong-credentials", "weak-password", "demo-only"],
});

/** Asks for another e-mail address of the own sign-in; it changes when the link at the new address is opened. */
export const requestEmailChange = defineRoute({
  id: "request-email-change",
  service: "api",
  method: "post",
  path: "/api/v1/email",
  summary: "Ask for another e-mail address",
  access: "session",
  limit: { points: 6, seconds: 300 },
  status: 202,
  body: z.object({ email: EmailAddress, password: z.string().min(1).max(200) }),
  refuses: ["wrong-credentials"],
});

/** Confirms the new address; the old one is told. */
export const confirmEmailChange = defineRoute({
  id: "confirm-email-change",
  service: "api",
  method: "post",
  path: "/api/v1/email/confirm",
  summary: "Confirm another e-mail address",
  access: "public",
  limit: { points: 20, seconds: 300 },
  status: 204,
  body: z.object({ token }),
  refuses: ["link-expired"],
});

/** The owner agrees to the removal of their second factor. */
export const confirmSecondFactorReset = defineRoute({
  id: "confirm-second-factor-reset",
  service: "api",
  method: "post",
  path: "/api/v1/second-factor/reset/confirm",
  summary: "Remove one's second factor by the link of a mail",
  access: "public",
  limit: { points: 20, seconds: 300 },
  status: 204,
  body: z.object({ token }),
  refuses: ["link-expired"],
});

/** Ends mails of the kinds of the mail whose link it was, without a session; tells nothing about the account. Twice is once. */
export const unsubscribe = defineRoute({
  id: "unsubscribe",
  service: "api",
  method: "post",
  path: "/api/v1/unsubscribe",
  summary: "End mails of a kind by the link of such a mail",
  access: "public",
  limit: { points: 60, seconds: 60 },
  status: 204,
  body: z.object({ token }),
  refuses: ["link-expired"],
});
