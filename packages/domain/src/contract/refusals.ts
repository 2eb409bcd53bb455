import { z } from "zod";

/** Every refusal there is: its stable code, its HTTP status and a plain sentence. Clients act on the code alone. */
export const refusals = {
  "invalid-input": { status: 400, message: "The request does not have the expected form." },
  "not-signed-in": { status: 401, message: "Sign in first." },
  "wrong-credentials": { status: 401, message: "This e-mail address and password do not belong together." },
  "wrong-code": { status: 401, message: "This code is not right, or no longer valid." },
  "second-factor-required": { status: 403, message: "Set up a second factor first." },
  "token-expired": { status: 401, message: "The token is no longer valid. Ask for a new one." },
  "session-ended": { status: 401, message: "This session has ended. Sign in again." },
  "foreign-origin": { status: 403, message: "The request comes from another site." },
  "demo-only": { status: 403, message: "This only exists in demo mode." },
  "not-found": { status: 404, message: "This isn't there, or isn't for you." },
  "link-expired": { status: 410, message: "This link is no longer valid. Ask for a new one." },
  "weak-password": { status: 422, message: "Choose a longer or less common password." },
  "name-not-allowed": { status: 422, message: "This name can't be used here. Choose another one." },
  "read-only": { status: 403, message: "Temporary access is for reading only. Nothing was changed." },
  "not-yourself": { status: 403, message: "Nobody relates themself to a client. Ask a secretary." },
  "last-application-manager": { status: 409, message: "The platform needs at least one application manager." },
  "client-must-agree": { status: 409, message: "On this platform the client decides first. Send a relate request." },
  "request-pending": { status: 409, message: "There already is a request for this client and this professional." },
  "request-not-open": { status: 409, message: "This request is no longer open." },
  "asked-too-recently": { status: 409, message: "The client said no less than 30 days ago." },
  "client-number-taken": { status: 409, message: "This client ID is already in use." },
  "client-exists": { status: 409, message: "There already is a client account with this e-mail address." },
  "already-activated": { status: 409, message: "This account has been activated. Only its owner can change this." },
  "waits-for-feedback": { status: 409, message: "This tool waits for feedback." },
  "confirmation-needed": { status: 409, message: "Look first at what this does, then confirm." },
  "already-invited": { status: 409, message: "You already invited this address for this client." },
  "already-asked": { status: 409, message: "You already asked. The answer is still to come." },
  "hand-over-first": { status: 409, message: "Hand the conversation over to somebody first. Then you can leave." },
  "already-there": { status: 409, message: "This person already takes part." },
  "file-not-allowed": { status: 422, message: "Files of this kind can't be sent." },
  "always-sent": { status: 409, message: "Mails about security and consent are always sent." },
  "push-not-possible": { status: 422, message: "Nothing can be sent to this device from here." },
  "already-done": { status: 409, message: "This has already been done." },
  "conversation-closed": { status: 409, message: "This conversation is closed. You can read it, not write in it." },
  "incarnation-changed": { status: 409, message: "The numbering has changed. Load everything again." },
  "not-yet": { status: 425, message: "Your last change is still on its way. Try again in a moment." },
  "too-large": { status: 413, message: "This is too large." },
  "too-many-requests": { status: 429, message: "Too many requests. Wait a moment." },
  "too-slow": { status: 408, message: "The connection could not keep up. Connect again." },
  internal: { status: 500, message: "Something went wrong on our side. Nothing was changed." },
  unavailable: { status: 503, message: "This can't be done right now. Try again in a moment." },
} as const satisfies Record<string, { status: number; message: string }>;

export type RefusalCode = keyof typeof refusals;

const codes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];

/** A stable code of `refusals`. */
export const RefusalCode = z.enum(codes);

/** A code off the wire, of any version: one that this reader does not know is like an error of ours, with which one may try again. */
export const readRefusalCode = (code: unknown, otherwise: RefusalCode = "internal"): RefusalCode =>
  RefusalCode.safeParse(code).data ?? otherwise;

/** A refusal as it stands in an ack: code, plain sentence, and where waiting helps the milliseconds to wait. */
export const Refusal = z.object({
  code: RefusalCode,
  message: z.string(),
  retryAfterMs: z.int().nonnegative().optional(),
});
export type Refusal = z.infer<typeof Refusal>;

/** A refused HTTP request (RFC 9457). `fields` names the inputs that were wrong. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: RefusalCode,
  requestId: z.string().optional(),
  retryAfterMs: z.int().nonnegative().optional(),
  fields: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Thrown by use cases and at the edges; everything else that is thrown becomes `internal`. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly retryAfterMs: number | undefined;
  readonly fields: string[] | undefined;

  constructor(code: RefusalCode, more: { retryAfterMs?: number; fields?: string[] } = {}) {
    super(refusals[code].message);
    this.name = "Refused";
    this.code = code;
    this.retryAfterMs = more.retryAfterMs;
    this.fields = more.fields;
  }
}

/** The refusal of an ack for `code`. */
export function refusal(code: RefusalCode, retryAfterMs?: number): Refusal {
  const message = refusals[code].message;
  return retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs };
}
