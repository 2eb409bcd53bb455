import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

/** What a browser hands over when it subscribes. */
export interface PushDevice {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** One push as it came over the wire, and what the browser that it is for reads. */
export interface CaughtPush {
  endpoint: string;
  /** Header lines and body. */
  raw: Buffer;
  body: Buffer;
  headers: Record<string, string>;
  text: string;
  /** Of the VAPID token, whose signature was checked. */
  claims: { aud: string; exp: number; sub: string };
  /** The key that signed it. */
  key: string;
}

/** A push service of our own (RFC 8030) on loopback, with the browsers behind it: it checks and reads all that it gets. */
export interface PushCatcher {
  readonly origin: string;
  /** A browser subscribes: another endpoint and other keys each time. */
  subscribe(): PushDevice;
  pushes(): readonly CaughtPush[];
  /** Requests that were no proper push, and why. */
  faults(): readonly string[];
  /** What is answered from now on, for one device or for all, and when to come again; nothing at all for `hang`. */
  answer(status: number | "hang", endpoint?: string, retryAfter?: string): void;
  /** How often something came in, taken or not. */
  attempts(): number;
  stop(): Promise<void>;
}

export async function startPushCatcher(): Promise<PushCatcher> {
  const browsers = new Map<string, { keys: ECDH; auth: Buffer }>();
  const pushes: CaughtPush[] = [];
  const faults: string[] = [];
  const answers = new Map<string, { status: number | "hang"; retryAfter: string | undefined }>();
  let attempts = 0;

  const server = createServer(async (request, response) => {
    attempts += 1;
    const body = Buffer.concat(await request.toArray());
    const endpoint = `${origin}${request.url}`;
    const { status = 201, retryAfter } = answers.get(endpoint) ?? answers.get("") ?? {};
    if (status === "hang") return;
    if (status >= 300) {
      const later = retryAfter === undefined ? {} : { "retry-after": retryAfter };
      response.writeHead(status, { location: `${origin}/elsewhere`, ...later }).end("No.");
      return;
    }
    try {
      const browser = browsers.get(endpoint);
      if (request.method !== "POST" || browser === undefined) throw new Error("there is no such device");
      pushes.push({ endpoint, body, raw: rawOf(request, body), ...readPush(request, body, browser, origin) });
      response.writeHead(status).end();
    } catch (error) {
      faults.push(String(error));
      response.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A push service listens on a port.");
  const origin = `http://127.0.0.1:${address.port}`;

  return {
    origin,
    subscribe: () => {
      const keys = createECDH("prime256v1");
      const auth = randomBytes(16);
      const endpoint = `${origin}/device/${randomBytes(24).toString("base64url")}`;
      const p256dh = keys.generateKeys().toString("base64url");
      browsers.set(endpoint, { keys, auth });
      return { endpoint, keys: { p256dh, auth: auth.toString("base64url") } };
    },
    pushes: () => pushes,
    faults: () => faults,
    answer: (status, endpoint = "", retryAfter) => {
      answers.set(endpoint, { status, retryAfter });
    },
    attempts: () => attempts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const rawOf = ({ rawHeaders }: IncomingMessage, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${rawHeaders.join("\n")}\n\n`), body]);

function readPush(
  { headers }: IncomingMessage,
  body: Buffer,
  browser: { keys: ECDH; auth: Buffer },
  origin: string,
): Omit<CaughtPush, "endpoint" | "body" | "raw"> {
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  if (flat["content-encoding"] !== "aes128gcm") throw new Error("it is not encrypted as RFC 8291 says");
  if (!/^\d+$/.test(flat.ttl ?? "")) throw new Error("it has no TTL");
  return { headers: flat, text: decrypt(body, browser), ...readVapid(flat.authorization ?? "", origin) };
}

/** RFC 8292: an ES256 token for this origin, valid for a day at most, and the key that signed it. */
function readVapid(authorization: string, origin: string): Pick<CaughtPush, "claims" | "key"> {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = "", payload = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = {
    ...{ kty: "EC", crv: "P-256" },
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const signer = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" } as const;
  const json = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  if (json(head).alg !== "ES256") throw new Error("the token is not signed by ES256");
  if (!verify("sha256", Buffer.from(`${head}.${payload}`), signer, Buffer.from(signature, "base64url")))
    throw new Error("the token is signed by another key");
  const claims: CaughtPush["claims"] = json(payload);
  const left = claims.exp - Date.now() / 1000;
  if (claims.aud !== origin) throw new Error("the token is for another push service");
  if (left <= 0 || left > 86_400) throw new Error("the token is not valid for a day at most");
  if (!/^(mailto:|https:)/.test(claims.sub)) throw new Error("the token names nobody to turn to");
  return { claims, key };
}

/** RFC 8291 over RFC 8188: what this browser alone can read. */
function decrypt(body: Buffer, { keys, auth }: { keys: ECDH; auth: Buffer }): string {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const length = body.readUInt8(20);
  const sender = body.subarray(21, 21 + length);
  const record = body.subarray(21 + length);
  if (record.length > recordSize) throw new Error("it has more than one record");
  const info = (label: string) => Buffer.from(`${label}\0`);
  const context = Buffer.concat([info("WebPush: info"), keys.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync("sha256", keys.computeSecret(sender), auth, context, 32));
  const key = Buffer.from(hkdfSync("sha256", secret, salt, info("Content-Encoding: aes128gcm"), 16));
  const nonce = Buffer.from(hkdfSync("sha256", secret, salt, info("Content-Encoding: nonce"), 12));
  const opener = createDecipheriv("aes-128-gcm", key, nonce);
  opener.setAuthTag(record.subarray(-16));
  const opened = Buffer.concat([opener.update(record.subarray(0, -16)), opener.final()]);
  const end = opened.lastIndexOf(2);
  if (end < 0) throw new Error("its last record has no end");
  return opened.subarray(0, end).toString("utf8");
}
