import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ROLES } from "./postgres-roles.ts";

export type Secrets = {
  /** By role, and of the superuser under `postgres`. */
  postgres: Record<string, string>;
  nats: { api: string; realtime: string };
  apiInternalToken: string;
  realtimeInternalToken: string;
  authSecret: string;
  /** Ed25519, each the base64 of its PEM text. */
  tokenPrivateKey: string;
  tokenPublicKey: string;
  /** P-256, the base64 of its PEM text. */
  pushPrivateKey: string;
};

/** Made once per platform and then kept, readable by its owner only; what an older version did not have is added. */
export function loadSecrets(file: string): Secrets {
  const kept = readKept(file);
  const made = makeSecrets();
  if (kept !== undefined && Object.keys(made).every((name) => name in kept)) return kept as Secrets;
  const secrets: Secrets = { ...made, ...kept };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

export function makeSecrets(): Secrets {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const push = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    postgres: Object.fromEntries(["postgres", ...ROLES].map((role) => [role, makePassword()])),
    nats: { api: makePassword(), realtime: makePassword() },
    apiInternalToken: makePassword(),
    realtimeInternalToken: makePassword(),
    authSecret: makePassword(),
    tokenPrivateKey: Buffer.from(privateKey).toString("base64"),
    tokenPublicKey: Buffer.from(publicKey).toString("base64"),
    pushPrivateKey: Buffer.from(push.privateKey.export({ type: "pkcs8", format: "pem" })).toString("base64"),
  };
}

/** Begins with a letter: nats-server reads a variable of its configuration that looks like a number as one. */
function makePassword(): string {
  return `k${randomBytes(24).toString("hex")}`;
}

function readKept(file: string): Partial<Secrets> | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
