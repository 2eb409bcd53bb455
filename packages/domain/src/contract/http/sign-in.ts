import { z } from "zod";
import { cameLater } from "../came-later.ts";
import { AccountId, Instant, SessionId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { AccountKind, Language, Role } from "../words.ts";
import { EmailAddress } from "./people.ts";

const Password = z.string().min(1).max(200);
const NewPassword = z.string().min(10).max(200);
const Code = z.string().trim().min(6).max(32);

const SignInState = z.object({ state: z.enum(["signed-in", "second-factor-required"]) });

/** Which parts of the app an account has. */
const Abilities = z.object({
  /** A caseload of one's own. */
  seeCaseload: z.boolean(),
  /** Every client, for arranging relations. */
  seeAllClients: z.boolean(),
  /** *Other clients* (Q-03). */
  searchOtherClients: z.boolean(),
  createClients: z.boolean(),
  proposeClients: z.boolean(),
  seeProfessionals: z.boolean(),
  manageSettings: z.boolean(),
  readLog: z.boolean(),
});

/** What a signed-in person is and can do. */
export const Me = z.object({
  sessionId: SessionId,
  organisation: z.string(),
  demo: z.boolean(),
  /** The account that this session acts as. */
  account: z.object({ id: AccountId, kind: AccountKind, name: z.string(), roles: z.array(Role) }),
  /** Every account of this sign-in, to switch between. */
  accounts: z.array(z.object({ id: AccountId, kind: AccountKind, name: z.string() })),
  email: z.string(),
  language: Language,
  secondFactor: z.object({ on: z.boolean(), required: z.boolean() }),
  /** Which parts of the app this account has. */
  can: cameLater(Abilities, {
    seeCaseload: false,
    seeAllClients: false,
    searchOtherClients: false,
    createClients: false,
    proposeClients: false,
    seeProfessionals: false,
    manageSettings: false,
    readLog: false,
  }),
  /** Tasks that wait for this account, up to 100. */
  tasks: cameLater(z.int().min(0).max(100), 0),
});
export type Me = z.infer<typeof Me>;

/** Signs in. Same answer and time for an unknown address and a wrong password. Sets the session cookie. */
export const signIn = defineRoute({
  id: "sign-in",
  service: "api",
  method: "post",
  path: "/api/v1/sign-in",
  summary: "Sign in with e-mail address and password",
  access: "public",
  limit: { points: 30, seconds: 60 },
  body: z.object({ email: EmailAddress, password: Password }),
  response: SignInState,
  refuses: ["wrong-credentials", "demo-only"],
});

/** Second step of a sign-in that has a second factor. */
export const confirmSignIn = defineRoute({
  id: "confirm-sign-in",
  service: "api",
  method: "post",
  path: "/api/v1/sign-in/second-factor",
  summary: "Finish signing in with a code or a recovery code",
  access: "public",
  limit: { points: 10, seconds: 60 },
  body: z.object({ code: Code, kind: z.enum(["totp", "recovery-code"]) }),
  response: SignInState,
  refuses: ["wrong-code", "not-signed-in"],
});

export const signOut = defineRoute({
  id: "sign-out",
  service: "api",
  method: "post",
  path: "/api/v1/sign-out",
  summary: "End this session",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
});

/** Who am I. Works without a second factor that is still required, so that it can be set up. */
export const readMe = defineRoute({
  id: "read-me",
  service: "api",
  method: "get",
  path: "/api/v1/me",
  summary: "The signed-in person, their accounts and settings",
  access: "session",
  limit: { points: 300, seconds: 60 },
  response: Me,
});

export const changeMe = defineRoute({
  id: "change-me",
  service: "api",
  method: "put",
  path: "/api/v1/me",
  summary: "Change one's language, or the account that this session acts as",
  access: "session",
  limit: { points: 60, seconds: 60 },
  body: z.object({ language: Language.optional(), accountId: AccountId.optional() }),
  response: Me,
  refuses: ["not-found"],
});

/** Asks for a mail to choose a new password. The answer never depends on whether the address is known. */
export const requestPasswordReset = defineRoute({
  id: "request-password-reset",
  service: "api",
  method: "post",
  path: "/api/v1/password-reset",
  summary: "Ask for a mail to choose a new password",
  access: "public",
  limit: { points: 6, seconds: 300 },
  status: 202,
  body: z.object({ email: EmailAddress }),
});

/** Chooses a new password with the token of the mail; ends every session of the sign-in. */
export const resetPassword = defineRoute({
  id: "reset-password",
  service: "api",
  method: "post",
  path: "/api/v1/password-reset/confirm",
  summary: "Choose a new password",
  access: "public",
  limit: { points: 10, seconds: 300 },
  status: 204,
  body: z.object({ token: z.string().min(10).max(200), password: NewPassword }),
  refuses: ["link-expired", "weak-password", "demo-only"],
});

/** Changes the password; ends every other session. */
export const changePassword = defineRoute({
  id: "change-password",
  service: "api",
  method: "post",
  path: "/api/v1/password",
  summary: "Change one's password",
  access: "session",
  limit: { points: 10, seconds: 300 },
  status: 204,
  body: z.object({ current: Password, password: NewPassword }),
  refuses: ["wrong-credentials", "weak-password", "demo-only"],
});

/** One signed-in device. */
export const Session = z.object({
  id: SessionId,
  current: z.boolean(),
  startedAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  /** Browser and system in words, from the User-Agent; null where it says nothing. */
  device: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;

export const listSessions = defineRoute({
  id: "list-sessions",
  service: "api",
  method: "get",
  path: "/api/v1/sessions",
  summary: "Where one is signed in",
  access: "session",
  limit: { points: 120, seconds: 60 },
  response: z.object({ sessions: z.array(Session) }),
});

/** Ends one of one's own sessions; its sockets close within a second. */
export const revokeSession = defineRoute({
  id: "revoke-session",
  service: "api",
  method: "delete",
  path: "/api/v1/sessions/:sessionId",
  summary: "End one of one's own sessions",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
  params: z.object({ sessionId: SessionId }),
  refuses: ["not-found"],
});

export const revokeOtherSessions = defineRoute({
  id: "revoke-other-sessions",
  service: "api",
  method: "delete",
  path: "/api/v1/sessions",
  summary: "End every session but this one",
  access: "session",
  limit: { points: 60, seconds: 60 },
  status: 204,
});

/** Starts setting up a second factor: the address for an authenticator app, and recovery codes to keep. */
export const startSecondFactor = defineRoute({
  id: "start-second-factor",
  service: "api",
  method: "post",
  path: "/api/v1/second-factor",
  summary: "Start setting up a second factor",
  access: "session",
  limit: { points: 10, seconds: 300 },
  body: z.object({ password: Password }),
  response: z.object({ totpUri: z.string(), recoveryCodes: z.array(z.string()) }),
  refuses: ["wrong-credentials", "already-done"],
});

/** Proves that the authenticator app works; from now on a code is asked at each sign-in. */
export const confirmSecondFactor = defineRoute({
  id: "confirm-second-factor",
  service: "api",
  method: "post",
  path: "/api/v1/second-factor/confirm",
  summary: "Finish setting up a second factor",
  access: "session",
  limit: { points: 10, seconds: 60 },
  status: 204,
  body: z.object({ code: Code }),
  refuses: ["wrong-code"],
});

export const removeSecondFactor = defineRoute({
  id: "remove-second-factor",
  service: "api",
  method: "post",
  path: "/api/v1/second-factor/remove",
  summary: "Remove one's second factor",
  access: "session",
  limit: { points: 10, seconds: 300 },
  status: 204,
  body: z.object({ password: Password }),
  refuses: ["wrong-credentials", "second-factor-required"],
});

export const renewRecoveryCodes = defineRoute({
  id: "renew-recovery-codes",
  service: "api",
  method: "post",
  path: "/api/v1/second-factor/recovery-codes",
  summary: "New recovery codes; the old ones stop working",
  access: "session",
  limit: { points: 10, seconds: 300 },
  body: z.object({ password: Password }),
  response: z.object({ recoveryCodes: z.array(z.string()) }),
  refuses: ["wrong-credentials", "not-found"],
});

/** A token for sockets and conversation routes: signed, five minutes, names account and session. */
export const issueToken = defineRoute({
  id: "issue-token",
  service: "api",
  method: "post",
  path: "/api/v1/token",
  summary: "A short-lived token for the realtime service",
  access: "session",
  limit: { points: 120, seconds: 60 },
  response: z.object({ token: z.string(), expiresAt: Instant }),
  refuses: ["second-factor-required"],
});
