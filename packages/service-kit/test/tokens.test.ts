import { generateKeyPairSync, randomUUID } from "node:crypto";
import { AccountId, SessionId } from "@kring/domain/contract";
import { importPKCS8, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { createTokenSigner, createTokenVerifier } from "../src/index.ts";

const makePair = () =>
  generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });

const claims = {
  accountId: AccountId.parse(randomUUID()),
  sessionId: SessionId.parse(randomUUID()),
  kind: "client" as const,
};

describe("tokens on sockets", () => {
  test("name account and session, and are verified with the public key alone", async () => {
    const { privateKey, publicKey } = makePair();
    const sign = await createTokenSigner(privateKey);
    const verify = await createTokenVerifier([publicKey]);
    const { token, expiresAt } = await sign(claims, 300);
    expect(await verify(token)).toEqual({ claims, expiresAt, expired: false });
    expect(expiresAt).toBeGreaterThan(Date.now() + 290_000);
  });

  test("an expired one is still told apart from a false one", async () => {
    const { privateKey, publicKey } = makePair();
    const sign = await createTokenSigner(privateKey);
    const verify = await createTokenVerifier([publicKey]);
    const { token } = await sign(claims, -60);
    expect(await verify(token)).toMatchObject({ claims, expired: true });
  });

  test("old and new key count while one replaces the other", async () => {
    const [old, fresh] = [makePair(), makePair()];
    const verify = await createTokenVerifier([old.publicKey, fresh.publicKey]);
    for (const { privateKey } of [old, fresh]) {
      const { token } = await (await createTokenSigner(privateKey))(claims, 60);
      expect(await verify(token)).toMatchObject({ claims });
    }
  });

  test("those of another key, purpose or form are refused", async () => {
    const { privateKey, publicKey } = makePair();
    const verify = await createTokenVerifier([publicKey]);
    const { token } = await (await createTokenSigner(privateKey))(claims, 60);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const kid = JSON.parse(Buffer.from(header, "base64url").toString()).kid;
    const key = await importPKCS8(privateKey, "EdDSA");
    const make = (body: Record<string, unknown>, { issuer = "kring", audience = "realtime", exp = "5m" } = {}) => {
      const jwt = new SignJWT(body).setProtectedHeader({ alg: "EdDSA", kid }).setIssuer(issuer).setAudience(audience);
      return (exp === "" ? jwt : jwt.setExpirationTime(exp)).sign(key);
    };
    const unsigned = Buffer.from(JSON.stringify({ alg: "none", kid })).toString("base64url");
    const changed = Buffer.from(payload, "base64url").toString().replace("client", "professional");
    const forged = [
      "",
      "not a token",
      `${unsigned}.${payload}.`,
      `${header}.${Buffer.from(changed).toString("base64url")}.${signature}`,
      (await (await createTokenSigner(makePair().privateKey))(claims, 60)).token,
      await make({ ...claims }, { audience: "mail" }),
      await make({ ...claims }, { issuer: "somebody" }),
      await make({ ...claims }, { exp: "" }),
      await make({ ...claims, accountId: "anna" }),
    ];
    for (const each of forged) await expect(verify(each)).rejects.toMatchObject({ code: "not-signed-in" });
    expect(await verify(await make({ ...claims }))).toMatchObject({ claims });
  });
});
