import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { twoFactor } from "better-auth/plugins";
import type { ApiConfig } from "../config.ts";
import type { Database } from "../database.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { makeRecoveryCodes } from "./recovery-code.ts";

/** A reset link works this long. */
export const RESET_SECONDS = 3_600;
/** A session ends after so long without use. */
const SESSION_SECONDS = 7 * 86_400;
/** How exact "last seen" is; a session in use is written once in so many seconds. */
const SEEN_SECONDS = 300;
/** Time to type the code of the second step. */
const SECOND_STEP_SECONDS = 600;

type Options = Pick<ApiConfig, "authSecret" | "publicOrigin"> & {
  database: Database;
  /** The account that a new session acts as; undefined where the sign-in has none to act as. */
  chooseAccount: (signInId: string) => Promise<string | undefined>;
};

/** Names of the three cookies; browsers hold a `__Host-` cookie to this very host, HTTPS and the path "/". */
export function cookieNames(publicOrigin: string): { session: string; secondStep: string; device: string } {
  const prefix = publicOrigin.startsWith("https:") ? "__Host-" : "";
  return {
    session: `${prefix}kring-session`,
    secondStep: `${prefix}kring-second-step`,
    device: `${prefix}kring-device`,
  };
}

/** better-auth on our own tables. Its HTTP handler is never mounted: routes of the contract call it. */
export function createAuth({ authSecret, publicOrigin, database, chooseAccount }: Options) {
  const names = cookieNames(publicOrigin);
  return betterAuth({
    appName: "Kring",
    baseURL: publicOrigin,
    secret: authSecret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    database: prismaAdapter(database.ambient, { provider: "postgresql" }),
    advanced: {
      cookiePrefix: "kring",
      useSecureCookies: false,
      defaultCookieAttributes: {
        secure: publicOrigin.startsWith("https:"),
        httpOnly: true,
        sameSite: "strict",
        path: "/",
      },
      cookies: { session_token: { name: names.session }, two_factor: { name: names.secondStep } },
      database: { generateId: () => randomUUID(), validateSchema: false },
      ipAddress: { disableIpTracking: true },
    },
    user: { modelName: "signIn" },
    session: {
      modelName: "session",
      fields: { userId: "signInId" },
      additionalFields: { accountId: { type: "string", required: false, input: false } },
      expiresIn: SESSION_SECONDS,
      updateAge: SEEN_SECONDS,
    },
    account: {
      modelName: "credential",
      fields: { userId: "signInId", providerId: "provider", accountId: "subject" },
    },
    verification: { modelName: "verification", storeIdentifier: "hashed" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const accountId = await chooseAccount(session.userId);
            if (accountId === undefined) return false;
            // Addresses of visitors are not kept.
            return { data: { ...session, accountId, ipAddress: undefined } };
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Kring",
        // Our own limits count wrong codes: this one would let others keep the owner out of every browser.
        accountLockout: { enabled: false },
        backupCodeOptions: { customBackupCodesGenerate: makeRecoveryCodes },
        twoFactorCookieMaxAge: SECOND_STEP_SECONDS,
        schema: {
          user: { fields: { twoFactorEnabled: "secondFactorOn" } },
          twoFactor: {
            modelName: "secondFactor",
            fields: { userId: "signInId", backupCodes: "recoveryCodes", failedVerificationCount: "failedCount" },
          },
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
