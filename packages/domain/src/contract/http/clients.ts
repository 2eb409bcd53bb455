import { z } from "zod";
import { AccountId, Day, Instant, ProposalId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { EmailAddress, InvitationLanguage, PersonName } from "./people.ts";

const limit = { points: 300, seconds: 60 };
const change = { points: 60, seconds: 60 };
export const onClient = z.object({ clientId: AccountId });

/** The client ID of the organisation, as people say it aloud. */
export const ClientNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9./-]{0,31}$/);

/** One client in a list. */
export const ClientRow = z.object({
  id: AccountId,
  name: z.string(),
  clientNumber: z.string(),
  state: z.enum(["invited", "active", "deactivated"]),
  /** Since when the viewer is related to them; null for a secretary who isn't. */
  since: Instant.nullable(),
  /** How many therapists they have. */
  therapists: z.int().nonnegative(),
  /** Feedback moments and other tasks about this client that wait for the viewer, up to 100. */
  waiting: z.int().min(0).max(100),
});
export type ClientRow = z.infer<typeof ClientRow>;

/** `caseload`: related to the viewer. `all` and `without-therapist` (T-07): for secretaries. By name, by keyset pages. */
export const listClients = defineRoute({
  id: "list-clients",
  service: "api",
  method: "get",
  path: "/api/v1/clients",
  summary: "Clients that the viewer may see, by name",
  access: "session",
  limit,
  query: z.object({
    scope: z.enum(["caseload", "all", "without-therapist"]).default("caseload"),
    /** Part of a name from three letters, or a whole client ID. */
    find: z.string().trim().min(1).max(100).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ clients: z.array(ClientRow), next: z.string().nullable() }),
  refuses: ["not-found"],
});

/** The head of a client account: who, on what ground one is here, and what one can do (T-06, R-05, Q-04). */
export const ClientHead = z.object({
  id: AccountId,
  name: z.string(),
  clientNumber: z.string(),
  born: Day,
  state: z.enum(["invited", "active", "deactivated"]),
  ground: z.enum(["relation", "temporary-access", "secretary"]),
  /** Since when, by this ground; null for a secretary. */
  since: Instant.nullable(),
  /** When temporary access ends by itself. */
  until: Instant.nullable(),
  /** The pages of the account that this viewer has. */
  sections: z.array(
    z.enum([
      "dashboard",
      "details",
      "professionals",
      "related-persons",
      "tools",
      "tasks",
      "conversations",
      "contact-history",
    ]),
  ),
  /** Invited by the client, accepted and not removed (P-04); null where the viewer doesn't get the number. */
  relatedPersons: z.int().nonnegative().nullable(),
  can: z.object({
    changeDetails: z.boolean(),
    correctEmail: z.boolean(),
    resendInvitation: z.boolean(),
    withdrawInvitation: z.boolean(),
    deactivate: z.boolean(),
    reactivate: z.boolean(),
    assignTools: z.boolean(),
    endTemporaryAccess: z.boolean(),
    offerSecondFactorReset: z.boolean(),
  }),
});
export type ClientHead = z.infer<typeof ClientHead>;

export const readClient = defineRoute({
  id: "read-client",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId",
  summary: "The head of a client account",
  access: "session",
  limit,
  params: onClient,
  response: ClientHead,
  refuses: ["not-found"],
});

export const ClientDetails = z.object({
  name: z.string(),
  email: z.string(),
  born: Day,
  clientNumber: z.string(),
  createdAt: Instant,
  activatedAt: Instant.nullable(),
  invitation: z.object({ sentAt: Instant, expiresAt: Instant }).nullable(),
});
export type ClientDetails = z.infer<typeof ClientDetails>;

export const readClientDetails = defineRoute({
  id: "read-client-details",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/details",
  summary: "Account details of a client",
  access: "session",
  limit,
  params: onClient,
  response: ClientDetails,
  refuses: ["not-found"],
});

/** A secretary corrects details; the address only before activation, which voids the old link. */
export const changeClientDetails = defineRoute({
  id: "change-client-details",
  service: "api",
  method: "put",
  path: "/api/v1/clients/:clientId/details",
  summary: "Correct account details of a client",
  access: "session",
  limit: change,
  params: onClient,
  body: z.object({
    name: PersonName.optional(),
    born: Day.optional(),
    clientNumber: ClientNumber.optional(),
    email: EmailAddress.optional(),
  }),
  response: ClientDetails,
  refuses: ["not-found", "read-only", "client-number-taken", "already-activated", "client-exists"],
});

/** A secretary makes a client account; its owner gets an invitation by mail. */
export const createClient = defineRoute({
  id: "create-client",
  service: "api",
  method: "post",
  path: "/api/v1/clients",
  summary: "Create a client account",
  access: "session",
  limit: change,
  status: 201,
  body: z.object({
    name: PersonName,
    email: EmailAddress,
    born: Day,
    clientNumber: ClientNumber,
    language: InvitationLanguage,
  }),
  response: z.object({ id: AccountId }),
  refuses: ["not-found", "client-number-taken", "client-exists"],
});

/** A therapist proposes a client account; same answer whoever the person is. A secretary decides. */
export const proposeClient = defineRoute({
  id: "propose-client",
  service: "api",
  method: "post",
  path: "/api/v1/client-proposals",
  summary: "Propose a client account",
  access: "session",
  limit: { points: 20, seconds: 300 },
  status: 202,
  body: z.object({ name: PersonName, email: EmailAddress, born: Day, note: z.string().trim().max(500).default("") }),
  refuses: ["not-found"],
});

/** A proposal as a secretary sees it. */
export const ClientProposal = z.object({
  id: ProposalId,
  by: z.object({ id: AccountId, name: z.string() }),
  at: Instant,
  name: z.string(),
  email: z.string(),
  born: Day,
  note: z.string(),
  /** A client account with this address, or with this name and date of birth, that exists already. */
  clash: z.object({ id: AccountId, name: z.string(), clientNumber: z.string() }).nullable(),
});
export type ClientProposal = z.infer<typeof ClientProposal>;

export const listClientProposals = defineRoute({
  id: "list-client-proposals",
  service: "api",
  method: "get",
  path: "/api/v1/client-proposals",
  summary: "Client accounts that therapists proposed and nobody decided on",
  access: "session",
  limit,
  response: z.object({ proposals: z.array(ClientProposal).max(200) }),
  refuses: ["not-found"],
});

/** Creates the account and relates the therapist who proposed it; with relate requests on, the client decides on the relation. */
export const acceptClientProposal = defineRoute({
  id: "accept-client-proposal",
  service: "api",
  method: "post",
  path: "/api/v1/client-proposals/:proposalId/acceptance",
  summary: "Create the client account that was proposed",
  access: "session",
  limit: change,
  status: 201,
  params: z.object({ proposalId: ProposalId }),
  body: z.object({ clientNumber: ClientNumber, language: InvitationLanguage }),
  response: z.object({ id: AccountId }),
  refuses: ["not-found", "not-yourself", "client-number-taken", "client-exists"],
});

/** The proposal is not carried out; the therapist is told nothing about the person. */
export const declineClientProposal = defineRoute({
  id: "decline-client-proposal",
  service: "api",
  method: "delete",
  path: "/api/v1/client-proposals/:proposalId",
  summary: "Decline a proposed client account",
  access: "session",
  limit: change,
  status: 204,
  params: z.object({ proposalId: ProposalId }),
  refuses: ["not-found"],
});

/** Sends the invitation again, with a new link; the old link stops working. */
export const resendClientInvitation = defineRoute({
  id: "resend-client-invitation",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/invitation",
  summary: "Send the invitation of a client again",
  access: "session",
  limit: { points: 20, seconds: 300 },
  status: 202,
  params: onClient,
  refuses: ["not-found", "read-only", "already-activated"],
});

export const withdrawClientInvitation = defineRoute({
  id: "withdraw-client-invitation",
  service: "api",
  method: "delete",
  path: "/api/v1/clients/:clientId/invitation",
  summary: "Withdraw the invitation of a client",
  access: "session",
  limit: change,
  status: 204,
  params: onClient,
  refuses: ["not-found", "read-only", "already-activated"],
});

/** Stops mails and tasks and closes the client's conversations; nobody is told the reason. */
export const deactivateClient = defineRoute({
  id: "deactivate-client",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/deactivation",
  summary: "Deactivate a client account",
  access: "session",
  limit: change,
  status: 204,
  params: onClient,
  refuses: ["not-found", "read-only"],
});

export const reactivateClient = defineRoute({
  id: "reactivate-client",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/reactivation",
  summary: "Let a deactivated client in again",
  access: "session",
  limit: change,
  status: 204,
  params: onClient,
  refuses: ["not-found", "read-only"],
});

/** Mails the owner a link with which they remove their own second factor; the answer doesn't tell whether there is one. */
export const offerClientSecondFactorReset = defineRoute({
  id: "offer-client-second-factor-reset",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/second-factor-reset",
  summary: "Offer a client to remove their second factor",
  access: "session",
  limit: { points: 20, seconds: 300 },
  status: 202,
  params: onClient,
  refuses: ["not-found", "read-only"],
});
