import { z } from "zod";
import { AccountId, CaseloadTransferId, Day, Instant } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { Role } from "../words.ts";
import { EmailAddress, InvitationLanguage, PersonName } from "./people.ts";

const limit = { points: 300, seconds: 60 };
const onProfessional = z.object({ professionalId: AccountId });

/** What people who write to an absent professional see. */
export const Absence = z.object({
  from: Day,
  until: Day,
  note: z.string(),
  /** The colleague who covers. */
  covering: z.object({ id: AccountId, name: z.string() }).nullable(),
  /** Whether it is going on today. */
  now: z.boolean(),
});
export type Absence = z.infer<typeof Absence>;

/** A professional as every professional sees them. */
export const Professional = z.object({
  id: AccountId,
  name: z.string(),
  you: z.boolean(),
  roles: z.array(Role),
  /** `invited` until the account has been activated. */
  state: z.enum(["invited", "active", "deactivated"]),
  absence: Absence.nullable(),
  can: z.object({ changeRoles: z.boolean(), deactivate: z.boolean(), transferCaseload: z.boolean() }),
});
export type Professional = z.infer<typeof Professional>;

/** The professionals of the platform, by name, by keyset pages. */
export const listProfessionals = defineRoute({
  id: "list-professionals",
  service: "api",
  method: "get",
  path: "/api/v1/professionals",
  summary: "Professionals of the platform, by name, with a filter on role",
  access: "session",
  limit,
  query: z.object({
    role: Role.optional(),
    /** Part of a name, from three letters. */
    name: z.string().trim().min(3).max(100).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({
    professionals: z.array(Professional),
    next: z.string().nullable(),
    /** Who can help: the secretaries; where there is none, the application managers. At most ten. */
    helpers: z.object({ role: Role, people: z.array(z.object({ id: AccountId, name: z.string() })) }),
    can: z.object({ invite: z.boolean() }),
  }),
  refuses: ["not-found"],
});

export const readProfessional = defineRoute({
  id: "read-professional",
  service: "api",
  method: "get",
  path: "/api/v1/professionals/:professionalId",
  summary: "One professional",
  access: "session",
  limit,
  params: onProfessional,
  response: Professional.extend({
    /** For application managers: address and invitation. Null for everybody else. */
    account: z.object({ email: z.string(), invitedUntil: Instant.nullable(), secondFactorOn: z.boolean() }).nullable(),
  }),
  refuses: ["not-found"],
});

/** The application manager makes a professional account; the owner gets an invitation by mail. */
export const inviteProfessional = defineRoute({
  id: "invite-professional",
  service: "api",
  method: "post",
  path: "/api/v1/professionals",
  summary: "Invite a professional",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 201,
  body: z.object({
    name: PersonName,
    email: EmailAddress,
    roles: z.array(Role).max(3),
    language: InvitationLanguage,
  }),
  response: z.object({ id: AccountId }),
  refuses: ["not-found", "already-done"],
});

/** Grants and revokes roles. Revoking `therapist` ends every relation of theirs: `confirmed` says that this was shown. */
export const changeRoles = defineRoute({
  id: "change-roles",
  service: "api",
  method: "put",
  path: "/api/v1/professionals/:professionalId/roles",
  summary: "Grant and revoke roles",
  access: "session",
  limit: { points: 60, seconds: 60 },
  params: onProfessional,
  body: z.object({ roles: z.array(Role).max(3), confirmed: z.boolean().default(false) }),
  response: Professional,
  refuses: ["not-found", "last-application-manager", "confirmation-needed"],
});

/** What ending a professional's work as therapist does, in numbers. */
export const CaseloadEnding = z.object({
  clients: z.int().nonnegative(),
  /** Clients who will have no therapist then. */
  clientsLeftAlone: z.int().nonnegative(),
  toolsUnguided: z.int().nonnegative(),
  feedbackMomentsOff: z.int().nonnegative(),
  pendingRequests: z.int().nonnegative(),
});
export type CaseloadEnding = z.infer<typeof CaseloadEnding>;

export const previewDeactivation = defineRoute({
  id: "preview-deactivation",
  service: "api",
  method: "get",
  path: "/api/v1/professionals/:professionalId/deactivation",
  summary: "What deactivating a professional, or revoking their therapist role, does",
  access: "session",
  limit,
  params: onProfessional,
  response: CaseloadEnding,
  refuses: ["not-found"],
});

/** Ends every relation of the professional, then their sessions. */
export const deactivateProfessional = defineRoute({
  id: "deactivate-professional",
  service: "api",
  method: "post",
  path: "/api/v1/professionals/:professionalId/deactivation",
  summary: "Deactivate a professional",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
  params: onProfessional,
  refuses: ["not-found", "last-application-manager"],
});

/** The account can be used again; its relations do not come back. */
export const reactivateProfessional = defineRoute({
  id: "reactivate-professional",
  service: "api",
  method: "post",
  path: "/api/v1/professionals/:professionalId/reactivation",
  summary: "Let a deactivated professional in again",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
  params: onProfessional,
  refuses: ["not-found"],
});

/** Mails the owner of a sign-in a link with which they remove their own second factor. */
export const offerSecondFactorReset = defineRoute({
  id: "offer-second-factor-reset",
  service: "api",
  method: "post",
  path: "/api/v1/professionals/:professionalId/second-factor-reset",
  summary: "Offer a professional to remove their second factor",
  access: "session",
  limit: { points: 20, seconds: 300 },
  status: 202,
  params: onProfessional,
  refuses: ["not-found"],
});

/** Own absence; a new one takes the place of the one before. */
export const registerAbsence = defineRoute({
  id: "register-absence",
  service: "api",
  method: "put",
  path: "/api/v1/absence",
  summary: "Register one's absence, with a note and a covering colleague",
  access: "session",
  limit: { points: 60, seconds: 60 },
  body: z.object({
    from: Day,
    until: Day,
    note: z.string().trim().min(1).max(500),
    coveringId: AccountId.nullable(),
  }),
  response: Absence,
  refuses: ["not-found", "invalid-input"],
});

export const cancelAbsence = defineRoute({
  id: "cancel-absence",
  service: "api",
  method: "delete",
  path: "/api/v1/absence",
  summary: "Take back one's registered absence",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
  refuses: ["not-found"],
});

/** Where one client of a caseload transfer stands. */
export const CaseloadTransferResult = z.object({
  client: z.object({ id: AccountId, name: z.string() }),
  /** `requested`: the client decides (T-05, Q-01). */
  state: z.enum(["waiting", "transferred", "requested", "failed"]),
  /** For `failed`: the code of the refusal. */
  code: z.string().nullable(),
});

export const CaseloadTransfer = z.object({
  id: CaseloadTransferId,
  from: z.object({ id: AccountId, name: z.string() }),
  to: z.object({ id: AccountId, name: z.string() }),
  startedAt: Instant,
  done: z.boolean(),
  results: z.array(CaseloadTransferResult),
});
export type CaseloadTransfer = z.infer<typeof CaseloadTransfer>;

/** What *Transfer caseload* would do: client by client, in numbers (T-05). */
export const previewCaseloadTransfer = defineRoute({
  id: "preview-caseload-transfer",
  service: "api",
  method: "get",
  path: "/api/v1/professionals/:professionalId/caseload-transfer",
  summary: "What transferring a caseload would do",
  access: "session",
  limit,
  params: onProfessional,
  query: z.object({ to: AccountId.optional() }),
  response: z.object({
    clients: z.array(
      z.object({ id: AccountId, name: z.string(), tools: z.int().nonnegative(), alreadyRelated: z.boolean() }),
    ),
    waitsForClients: z.boolean(),
    candidates: z.array(z.object({ id: AccountId, name: z.string() })),
  }),
  refuses: ["not-found"],
});

/** Starts a transfer of chosen clients (absent: all), which goes on client by client even if nobody looks (T-05). */
export const transferCaseload = defineRoute({
  id: "transfer-caseload",
  service: "api",
  method: "post",
  path: "/api/v1/professionals/:professionalId/caseload-transfer",
  summary: "Transfer a caseload, client by client",
  access: "session",
  limit: { points: 20, seconds: 300 },
  status: 202,
  maxBytes: 32_768,
  params: onProfessional,
  body: z.object({
    to: AccountId,
    clientIds: z.array(AccountId).max(500).optional(),
    /** For the clients, where they decide. */
    message: z.string().trim().max(1000).default(""),
  }),
  response: CaseloadTransfer,
  refuses: ["not-found", "not-yourself"],
});

export const readCaseloadTransfer = defineRoute({
  id: "read-caseload-transfer",
  service: "api",
  method: "get",
  path: "/api/v1/caseload-transfers/:transferId",
  summary: "How far a transfer of a caseload is",
  access: "session",
  limit: { points: 600, seconds: 60 },
  params: z.object({ transferId: CaseloadTransferId }),
  response: CaseloadTransfer,
  refuses: ["not-found"],
});
