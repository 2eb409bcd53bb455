import { z } from "zod";
import { Instant, LinkId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { onClient } from "./clients.ts";
import { EmailAddress, InvitationLanguage, PersonName } from "./people.ts";

const limit = { points: 300, seconds: 60 };
const change = { points: 60, seconds: 60 };
const inviting = { points: 20, seconds: 300 };
const onClientLink = onClient.extend({ linkId: LinkId });
const onLink = z.object({ linkId: LinkId });

/**
 * One link record, as its inviter sees it. Until it is accepted it shows what the inviter typed and nothing else, whoever the
 * address belongs to (P-05); after that the account details as they are.
 */
export const RelatedPersonRecord = z.object({
  linkId: LinkId,
  state: z.enum(["invited", "accepted"]),
  name: z.string(),
  email: z.string(),
  invitedAt: Instant,
  /** When the mail was last sent. */
  sentAt: Instant,
  /** An invitation that nobody accepts is gone then; null once it is accepted. */
  expiresAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  can: z.object({
    resend: z.boolean(),
    withdraw: z.boolean(),
    /** *Manage relationship*: breaks this record only (P-06). */
    remove: z.boolean(),
    startConversation: z.boolean(),
  }),
});
export type RelatedPersonRecord = z.infer<typeof RelatedPersonRecord>;

const Invite = z.object({ name: PersonName, email: EmailAddress, language: InvitationLanguage });

/** P-04: those whom this therapist invited, and the number of those whom the client invited. */
export const listRelatedPersons = defineRoute({
  id: "list-related-persons",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/related-persons",
  summary: "Related persons whom the viewer invited for a client",
  access: "session",
  limit,
  params: onClient,
  response: z.object({
    records: z.array(RelatedPersonRecord),
    /** Invited by the client, accepted and not removed. */
    invitedByClient: z.int().nonnegative(),
    can: z.object({ invite: z.boolean() }),
    /** P-01: the setting is off; who can switch it on. Null while it is on. */
    settingOff: z.object({ applicationManagers: z.array(z.object({ name: z.string() })) }).nullable(),
  }),
  refuses: ["not-found"],
});

/**
 * P-02, P-05: the same answer and the same work for any address. `permission` confirms that the client agreed; the client is told at once.
 * `already-invited` only by the inviter's own records. Twenty a day.
 */
export const inviteRelatedPerson = defineRoute({
  id: "invite-related-person",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/related-persons",
  summary: "Invite a related person for a client",
  access: "session",
  limit: inviting,
  status: 201,
  params: onClient,
  body: Invite.extend({ permission: z.literal(true) }),
  response: RelatedPersonRecord,
  refuses: ["not-found", "read-only", "already-invited"],
});

/** Sends the mail again; the invitation does not last longer by it (P-03). */
export const resendRelatedPersonInvitation = defineRoute({
  id: "resend-related-person-invitation",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/related-persons/:linkId/resend",
  summary: "Send the invitation again",
  access: "session",
  limit: inviting,
  params: onClientLink,
  response: RelatedPersonRecord,
  refuses: ["not-found", "read-only"],
});

/** Withdraws an invitation, or breaks an accepted record: the account stays, conversations via it end (P-06). */
export const removeRelatedPerson = defineRoute({
  id: "remove-related-person",
  service: "api",
  method: "delete",
  path: "/api/v1/clients/:clientId/related-persons/:linkId",
  summary: "Withdraw an invitation, or end the link with a related person",
  access: "session",
  limit: change,
  status: 204,
  params: onClientLink,
  refuses: ["not-found", "read-only"],
});

/** One record of a therapist, as the client sees it: by name, never the address (V-03, P-02). */
export const TherapistsRecord = z.object({
  linkId: LinkId,
  therapist: z.object({ name: z.string() }),
  /** What the therapist typed until it is accepted; then the name of the account. */
  name: z.string(),
  state: z.enum(["invited", "accepted"]),
  invitedAt: Instant,
  acceptedAt: Instant.nullable(),
  can: z.object({
    /** *I did not agree*. */
    object: z.boolean(),
    startConversation: z.boolean(),
  }),
});
export type TherapistsRecord = z.infer<typeof TherapistsRecord>;

export const listOwnRelatedPersons = defineRoute({
  id: "list-own-related-persons",
  service: "api",
  method: "get",
  path: "/api/v1/own/related-persons",
  summary: "The client's related persons: own ones, and those whom therapists invited",
  access: "session",
  limit,
  response: z.object({
    records: z.array(RelatedPersonRecord),
    byTherapists: z.array(TherapistsRecord),
    can: z.object({ invite: z.boolean() }),
  }),
  refuses: ["not-found"],
});

export const inviteOwnRelatedPerson = defineRoute({
  id: "invite-own-related-person",
  service: "api",
  method: "post",
  path: "/api/v1/own/related-persons",
  summary: "Invite a related person",
  access: "session",
  limit: inviting,
  status: 201,
  body: Invite,
  response: RelatedPersonRecord,
  refuses: ["not-found", "already-invited"],
});

export const resendOwnRelatedPersonInvitation = defineRoute({
  id: "resend-own-related-person-invitation",
  service: "api",
  method: "post",
  path: "/api/v1/own/related-persons/:linkId/resend",
  summary: "Send the invitation again",
  access: "session",
  limit: inviting,
  params: onLink,
  response: RelatedPersonRecord,
  refuses: ["not-found"],
});

export const removeOwnRelatedPerson = defineRoute({
  id: "remove-own-related-person",
  service: "api",
  method: "delete",
  path: "/api/v1/own/related-persons/:linkId",
  summary: "Withdraw an invitation, or end the link with a related person",
  access: "session",
  limit: change,
  status: 204,
  params: onLink,
  refuses: ["not-found"],
});

/** P-02: *I did not agree* stops the therapist's invitation, or ends the record; the application manager is told. `agreed` ends the question. */
export const answerPermission = defineRoute({
  id: "answer-permission",
  service: "api",
  method: "post",
  path: "/api/v1/own/related-persons/:linkId/permission",
  summary: "Say whether one agreed to a therapist's invitation",
  access: "session",
  limit: change,
  status: 204,
  params: onLink,
  body: z.object({ answer: z.enum(["agreed", "did-not-agree"]) }),
  refuses: ["not-found"],
});
