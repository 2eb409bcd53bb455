import { createPrivateKey, createPublicKey } from "node:crypto";
import { z } from "zod";

/** Everything that is wrong with the environment, one sentence each; never the value of a setting. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings are not right:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Reads settings from the environment; an empty value counts as absent. Throws a `ConfigError` that names every mistake. */
export function readConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Record<string, string | undefined>,
): z.output<Schema> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "settings");
    return name in present ? `${name} ${issue.message}` : `${name} is missing`;
  });
  throw new ConfigError([...new Set(problems)]);
}

const wholeNumber = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error });
};

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value;

function decodePem<Key>(kind: string, read: (pem: string) => Key) {
  return (value: string, context: z.RefinementCtx): Key => {
    try {
      return read(Buffer.from(value, "base64").toString("utf8"));
    } catch {
      context.addIssue({ code: "custom", message: `must be the base64 form of ${kind} key in PEM` });
      return z.NEVER;
    }
  };
}

const readPrivate = decodePem("an Ed25519", (pem) => {
  if (createPrivateKey(pem).asymmetricKeyType !== "ed25519") throw new TypeError("another kind of key");
  return pem;
});
const readPublic = decodePem("an Ed25519", (pem) => {
  if (createPublicKey(pem).asymmetricKeyType !== "ed25519") throw new TypeError("another kind of key");
  return pem;
});

/** The pair by which push services know a platform (RFC 8292): the point and the number, as base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const readVapid = decodePem("a P-256", (pem): VapidKeys => {
  const { crv, x = "", y = "", d = "" } = createPrivateKey(pem).export({ format: "jwk" });
  if (crv !== "P-256") throw new TypeError("another kind of key");
  const point = Buffer.concat([Buffer.of(4), ...[x, y].map((part) => Buffer.from(part, "base64url"))]);
  return { publicKey: point.toString("base64url"), privateKey: d };
});

/** Pieces for the schemas of both services. */
export const settings = {
  mode: z.enum(["demo", "production"], { error: "must be demo or production" }),
  logLevel: z.enum(["debug", "info", "warn", "error"], { error: "must be debug, info, warn or error" }).default("info"),
  host: z.string().default("127.0.0.1"),
  port: wholeNumber(0, 65_535),
  trustProxy: wholeNumber(0, 5).default(0),
  wholeNumber,
  url,
  httpUrl: url(["http:", "https:"]),
  postgresUrl: url(["postgres:", "postgresql:"]),
  origin: z.string().refine(isOrigin, { error: "must be an origin such as https://kring.example, without a path" }),
  /** One address, or several separated by commas. */
  natsUrl: z.string().refine((value) => value.split(",").every((part) => /^(nats|tls):\/\//.test(part.trim())), {
    error: "must be one or more URLs that start with nats:// or tls://, separated by commas",
  }),
  secret: (least = 32) => z.string().min(least, { error: `must have at least ${least} characters` }),
  privateKey: z.string().transform(readPrivate),
  vapidKey: z.string().transform(readVapid),
  publicKeys: z
    .string()
    .transform((value) => value.split(",").map((part) => part.trim()))
    .pipe(z.array(z.string().transform(readPublic))),
} as const;
