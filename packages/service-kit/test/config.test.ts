import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ConfigError, readConfig, settings } from "../src/index.ts";

const schema = z.object({
  KRING_MODE: settings.mode,
  PORT: settings.port,
  PUBLIC_ORIGIN: settings.origin,
  DATABASE_URL: settings.postgresUrl,
  NATS_URL: settings.natsUrl,
  AUTH_SECRET: settings.secret(),
  TOKEN_PRIVATE_KEY: settings.privateKey,
  TOKEN_PUBLIC_KEYS: settings.publicKeys,
  PUSH_PRIVATE_KEY: settings.vapidKey,
  LOG_LEVEL: settings.logLevel,
});

const pair = generateKeyPairSync("ed25519", {
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const push = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const base64 = (text: string) => Buffer.from(text).toString("base64");

const right = {
  KRING_MODE: "demo",
  PORT: "8081",
  PUBLIC_ORIGIN: "http://localhost:8080",
  DATABASE_URL: "postgres://kring_api:secret@127.0.0.1:5432/accounts",
  NATS_URL: "nats://api:secret@127.0.0.1:4222, nats://api:secret@127.0.0.1:4223",
  AUTH_SECRET: "x".repeat(32),
  TOKEN_PRIVATE_KEY: base64(pair.privateKey),
  TOKEN_PUBLIC_KEYS: [pair.publicKey, pair.publicKey].map(base64).join(","),
  PUSH_PRIVATE_KEY: base64(String(push.export({ type: "pkcs8", format: "pem" }))),
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  test("right settings are read, keys as PEM, defaults filled in", () => {
    const config = readConfig(schema, { ...right, PATH: "/usr/bin" });
    expect(config.PORT).toBe(8081);
    expect(config.TOKEN_PRIVATE_KEY).toBe(pair.privateKey);
    expect(config.TOKEN_PUBLIC_KEYS).toEqual([pair.publicKey, pair.publicKey]);
    const { d } = push.export({ format: "jwk" });
    expect(config.PUSH_PRIVATE_KEY).toEqual({ privateKey: d, publicKey: expect.stringMatching(/^B[\w-]{86}$/) });
    expect(config.LOG_LEVEL).toBe("info");
    expect(config).not.toHaveProperty("PATH");
  });

  test("every mistake is told at once, each by its name", () => {
    const problems = problemsOf({
      ...right,
      KRING_MODE: "test",
      PORT: "80 81",
      PUBLIC_ORIGIN: "http://localhost:8080/",
      DATABASE_URL: "mysql://somewhere",
      NATS_URL: "",
      TOKEN_PUBLIC_KEYS: `${base64(pair.publicKey)},bm90IGEga2V5`,
      PUSH_PRIVATE_KEY: base64(pair.privateKey),
    });
    expect(problems).toEqual([
      "KRING_MODE must be demo or production",
      "PORT must be a whole number from 0 to 65535",
      "PUBLIC_ORIGIN must be an origin such as https://kring.example, without a path",
      "DATABASE_URL must be a URL that starts with postgres:// or postgresql://",
      "NATS_URL is missing",
      "TOKEN_PUBLIC_KEYS must be the base64 form of an Ed25519 key in PEM",
      "PUSH_PRIVATE_KEY must be the base64 form of a P-256 key in PEM",
    ]);
  });

  test("the value of a setting is never told", () => {
    const secret = "canary-1234";
    const wrong = Object.fromEntries(Object.keys(right).map((name) => [name, secret]));
    const problems = problemsOf(wrong);
    expect(problems).toHaveLength(Object.keys(right).length);
    expect(problems.join("\n")).not.toContain(secret);
  });
});
