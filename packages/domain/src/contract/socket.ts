import { z } from "zod";
import { AnyEntry, MESSAGE_MAX_FILES, MessageText, MessageTextOrEmpty } from "./entry.ts";
import {
  AttachmentId,
  ClientMessageId,
  ConversationId,
  EventId,
  Handle,
  Incarnation,
  Instant,
  NotificationId,
  Seq,
  SeqOrZero,
} from "./ids.ts";
import { Refusal } from "./refusals.ts";
import { Roster } from "./roster.ts";

/** Every ack: success with its fields, or a refusal. */
const ackOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), ...shape }),
    z.object({ ok: z.literal(false), error: Refusal }),
  ]);

/** Conversations that one `resume` may ask for. */
export const RESUME_MAX_CONVERSATIONS = 200;
/** Entries that one conversation of a `resume` gets at most; `more` says that there are more. */
export const RESUME_MAX_ENTRIES = 200;

/** Handshake of the socket (`auth`): a token, and the version of the contract that the client was built with. */
export const SocketAuth = z.object({ token: z.string().max(4096), version: z.int().positive() });
export type SocketAuth = z.infer<typeof SocketAuth>;

/** What a conversation looks like after a number that the client already has. */
export const Resumed = z.discriminatedUnion("state", [
  z.object({
    c: ConversationId,
    state: z.literal("open"),
    head: SeqOrZero,
    readSeq: SeqOrZero,
    entries: z.array(AnyEntry),
    more: z.boolean(),
    roster: Roster,
    receipts: z.array(z.object({ by: Handle, n: Seq })),
  }),
  z.object({ c: ConversationId, state: z.literal("gone") }),
]);
export type Resumed = z.infer<typeof Resumed>;

/** What a client may emit: payload and ack of each event. */
export const clientEvents = {
  /** Puts a fresh token in place of the one that is about to expire. The account and session must be the same. */
  "token.renew": {
    payload: z.object({ token: z.string().max(4096) }),
    ack: ackOf({ expiresAt: Instant }),
  },
  /** What came after the numbers that the client has, per conversation; also repairs a gap. */
  resume: {
    payload: z.object({
      incarnation: Incarnation,
      after: EventId.optional(),
      conversations: z.array(z.object({ c: ConversationId, n: SeqOrZero })).max(RESUME_MAX_CONVERSATIONS),
    }),
    ack: ackOf({ incarnation: Incarnation, conversations: z.array(Resumed) }),
  },
  /**
   * Says something. Acknowledged after it is stored (V-09); the same `id` again gets the same number. `files` were uploaded by the
   * sender to this conversation and belong to no message yet; without any, `text` is not empty.
   */
  "message.send": {
    payload: z
      .object({
        c: ConversationId,
        id: ClientMessageId,
        text: MessageTextOrEmpty,
        re: Seq.optional(),
        files: z.array(AttachmentId).min(1).max(MESSAGE_MAX_FILES).optional(),
      })
      .refine(({ text, files }) => files !== undefined || text.trim() !== "", { path: ["text"] }),
    ack: ackOf({ n: Seq, at: Instant }),
  },
  /**
   * Puts another text in the place of what one wrote oneself; the mark *edited* stays. The same `id` again gets the same number and
   * changes nothing (V-09); without one it is another change. The id reaches nobody.
   */
  "message.edit": {
    payload: z.object({ c: ConversationId, id: ClientMessageId.optional(), of: Seq, text: MessageText }),
    ack: ackOf({ n: Seq, at: Instant }),
  },
  /** Takes away what one wrote oneself, with its files; the mark *deleted* stays. `id` as of an edit. */
  "message.delete": {
    payload: z.object({ c: ConversationId, id: ClientMessageId.optional(), of: Seq }),
    ack: ackOf({ n: Seq, at: Instant }),
  },
  /** This device shows the messages up to `n`. Only ever moves forward. */
  "read.mark": {
    payload: z.object({ c: ConversationId, n: Seq }),
    ack: ackOf({ readSeq: SeqOrZero }),
  },
  /** The viewer is typing. May be lost; ignored for who has not turned it on where they are masked. */
  typing: {
    payload: z.object({ c: ConversationId }),
    ack: ackOf({}),
  },
} as const;

/** What a gateway may emit. */
export const serverEvents = {
  /** First frame of a connection. `expiresAt` is the token's: renew before. */
  hello: z.object({ incarnation: Incarnation, version: z.int().positive(), expiresAt: Instant }),
  /** One numbered entry of a conversation; the client applies them strictly in order and asks for `resume` on a gap. */
  entry: z.object({ c: ConversationId, e: AnyEntry }),
  /** Who is in the conversation and as whom, rendered for this viewer, after it changed for this viewer. */
  roster: z.object({ c: ConversationId, roster: Roster }),
  /** Somebody read up to `n`. Coalesced. */
  receipt: z.object({ c: ConversationId, by: Handle, n: Seq }),
  /** The viewer's own read mark, moved by another of their devices. */
  "read.moved": z.object({ c: ConversationId, n: SeqOrZero }),
  /** Somebody is typing; true for the next five seconds. */
  typing: z.object({ c: ConversationId, by: Handle }),
  /** A conversation was added to the viewer's list: load it. */
  "conversation.added": z.object({ c: ConversationId }),
  /** Something of the conversation that has no number changed for this viewer (topic, a request, a proposal, they left): load it again. */
  "conversation.changed": z.object({ c: ConversationId }),
  /** The viewer no longer takes part: everything of this conversation goes from the screen (V-06). */
  "conversation.lost": z.object({ c: ConversationId }),
  /** The inbox changed: read it again. */
  "inbox.changed": z.object({ id: NotificationId.optional() }),
  /** Something outside conversations that this account sees has changed (ties, tasks, tools, roles): read again what is on screen. */
  "view.changed": z.object({}),
  /** The last frame before the gateway closes the socket for good. Do not reconnect with this session. */
  "session.ended": z.object({ code: z.enum(["session-ended", "token-expired"]) }),
  /** The gateway is about to stop: connect again after so many milliseconds. */
  draining: z.object({ retryAfterMs: z.int().nonnegative() }),
} as const;

export type ClientEventName = keyof typeof clientEvents;
export type ServerEventName = keyof typeof serverEvents;
export type ClientPayload<Name extends ClientEventName> = z.infer<(typeof clientEvents)[Name]["payload"]>;
export type ClientAck<Name extends ClientEventName> = z.infer<(typeof clientEvents)[Name]["ack"]>;
export type ServerPayload<Name extends ServerEventName> = z.infer<(typeof serverEvents)[Name]>;

/** Typed listeners of a client's emits, for Socket.IO on both ends. */
export type ClientToServer = {
  [Name in ClientEventName]: (payload: ClientPayload<Name>, ack: (answer: ClientAck<Name>) => void) => void;
};
/** Typed listeners of a gateway's emits, for Socket.IO on both ends. */
export type ServerToClient = { [Name in ServerEventName]: (payload: ServerPayload<Name>) => void };
