import { createPrivateKey, createPublicKey } from "node:crypto";
import { AccountId, AccountKind, Refused, SessionId } from "@kring/domain/contract";
import { calculateJwkThumbprint, exportJWK, importPKCS8, importSPKI, jwtVerify, SignJWT } from "jose";
import { z } from "zod";

const ISSUER = "kring";
const AUDIENCE = "realtime";
const ALGORITHM = "EdDSA";
const CLOCK_SKEW_MS = 5_000;

const TokenClaims = z.object({
  accountId: AccountId,
  sessionId: SessionId,
  kind: AccountKind,
});

/** Whom a token names. */
export type TokenClaims = z.infer<typeof TokenClaims>;

/** Makes tokens that other services verify without asking; gives the token and when it ends, in milliseconds since 1970. */
export type TokenSigner = (claims: TokenClaims, seconds: number) => Promise<{ token: string; expiresAt: number }>;

/** From an Ed25519 key in PKCS8 PEM. */
export async function createTokenSigner(privateKeyPem: string): Promise<TokenSigner> {
  const key = await importPKCS8(privateKeyPem, ALGORITHM);
  const kid = await thumbprint(
    createPublicKey(createPrivateKey(privateKeyPem)).export({ type: "spki", format: "pem" }).toString(),
  );
  return async (claims, seconds) => {
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT", kid })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
    return { token, expiresAt: (now + seconds) * 1000 };
  };
}

/** What a genuine token says; whether one that has expired still counts is for the caller to decide. */
export interface VerifiedToken {
  claims: TokenClaims;
  /** Milliseconds since 1970. */
  expiresAt: number;
  expired: boolean;
}

/** Throws `not-signed-in` for whatever is not a token that was signed with one of the keys for this purpose. */
export type TokenVerifier = (token: string) => Promise<VerifiedToken>;

/** From Ed25519 keys in SPKI PEM; several while a key is being replaced. */
export async function createTokenVerifier(publicKeyPems: readonly string[]): Promise<TokenVerifier> {
  const keys = new Map(
    await Promise.all(
      publicKeyPems.map(async (pem) => [await thumbprint(pem), await importSPKI(pem, ALGORITHM)] as const),
    ),
  );
  return async (token) => {
    try {
      const { payload } = await jwtVerify(
        token,
        ({ kid }) => {
          const key = keys.get(kid ?? "");
          if (!key) throw new Refused("not-signed-in");
          return key;
        },
        // Everything but the time is judged here; time is judged below, so that an expired token can still be told apart.
        {
          issuer: ISSUER,
          audience: AUDIENCE,
          algorithms: [ALGORITHM],
          requiredClaims: ["exp"],
          currentDate: new Date(0),
        },
      );
      const expiresAt = (payload.exp ?? 0) * 1000;
      return { claims: TokenClaims.parse(payload), expiresAt, expired: Date.now() > expiresAt + CLOCK_SKEW_MS };
    } catch {
      throw new Refused("not-signed-in");
    }
  };
}

const thumbprint = async (spkiPem: string) =>
  calculateJwkThumbprint(await exportJWK(await importSPKI(spkiPem, ALGORITHM, { extractable: true })));
