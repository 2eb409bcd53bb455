import { z } from "zod";
import { AnyEntry, Attachment } from "../entry.ts";
import {
  AccessRequestId,
  AccountId,
  AttachmentId,
  ConversationId,
  Handle,
  Incarnation,
  Instant,
  LinkId,
  ParticipantProposalId,
  Seq,
} from "../ids.ts";
import { ConversationView } from "../roster.ts";
import { defineRoute } from "../route.ts";

const limit = { points: 600, seconds: 60 };
const change = { points: 60, seconds: 60 };
const onConversation = z.object({ conversationId: ConversationId });
const Topic = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine(
    (topic) => topic.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(topic),
  );

/** A conversation after a change, as the viewer sees it now. */
const Changed = z.object({ incarnation: Incarnation, conversation: ConversationView });

/** The viewer's conversations, latest first, by keyset pages; those that they left of their own will included. */
export const listConversations = defineRoute({
  id: "list-conversations",
  service: "realtime",
  method: "get",
  path: "/realtime/v1/conversations",
  summary: "Conversations of the viewer, with unread counts, latest first",
  access: "token",
  limit,
  query: z.object({
    /** `next` of the page before. */
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(30),
    /** Only those in which this client takes part or that are about them. */
    client: AccountId.optional(),
  }),
  response: z.object({
    incarnation: Incarnation,
    conversations: z.array(ConversationView),
    next: z.string().nullable(),
    /** Over all conversations of the viewer, up to 100 ("99+"). */
    unread: z.int().min(0).max(100),
  }),
  refuses: ["not-yet"],
});

/** One conversation; the same answer for absent and hidden. */
export const readConversation = defineRoute({
  id: "read-conversation",
  service: "realtime",
  method: "get",
  path: "/realtime/v1/conversations/:conversationId",
  summary: "One conversation as the viewer sees it",
  access: "token",
  limit,
  params: onConversation,
  response: z.object({ incarnation: Incarnation, conversation: ConversationView }),
  refuses: ["not-found", "not-yet"],
});

/** History by pages, from new to old; within a page in number order. A page read with `before: n + 1` and `limit: 1` is entry `n`. */
export const readEntries = defineRoute({
  id: "read-entries",
  service: "realtime",
  method: "get",
  path: "/realtime/v1/conversations/:conversationId/entries",
  summary: "A page of history, ending before a number",
  access: "token",
  limit,
  params: onConversation,
  query: z.object({
    /** Entries below this number; absent is from the newest. */
    before: z.coerce.number().pipe(Seq).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ incarnation: Incarnation, entries: z.array(AnyEntry), more: z.boolean() }),
  refuses: ["not-found", "not-yet"],
});

/**
 * Somebody to talk with, as the viewer knows them: a professional or client by account; a related person by the link record
 * that is the viewer's to use; for a related person, the client of one of their own links or who invited them by it.
 */
export const Partner = z.union([
  z.object({ account: AccountId }),
  z.object({ link: LinkId }),
  z.object({ ownLink: LinkId, end: z.enum(["client", "inviter"]) }),
]);
export type Partner = z.infer<typeof Partner>;

/** V-01, V-02: with a client or a related person in it the conversation is about that client, unchangeably. The viewer manages it. */
export const startConversation = defineRoute({
  id: "start-conversation",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations",
  summary: "Start a conversation",
  access: "token",
  limit: change,
  status: 201,
  body: z.object({ topic: Topic.nullable().default(null), partners: z.array(Partner).min(1).max(20) }),
  response: Changed,
  refuses: ["not-found", "not-yet"],
});

/** V-02: by the manager. An added client reads all, anybody else from joining on. */
export const addParticipant = defineRoute({
  id: "add-participant",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations/:conversationId/participants",
  summary: "Add somebody to a conversation",
  access: "token",
  limit: change,
  params: onConversation,
  body: z.object({ partner: Partner }),
  response: Changed,
  refuses: ["not-found", "not-yet", "already-there", "conversation-closed"],
});

/** V-02: a related person who is not manager proposes; `note` says who, or why. */
export const proposeParticipant = defineRoute({
  id: "propose-participant",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations/:conversationId/proposals",
  summary: "Propose to the manager that somebody be added",
  access: "token",
  limit: { points: 10, seconds: 300 },
  params: onConversation,
  body: z
    .object({
      whom: z.enum(["client", "inviter"]).nullable(),
      note: z
        .string()
        .trim()
        .max(300)
        .refine((note) => !note.includes("\u0000") && note.isWellFormed()),
    })
    .refine(({ whom, note }) => whom !== null || note !== "", { path: ["note"] }),
  response: Changed,
  refuses: ["not-found", "already-there", "already-asked", "conversation-closed"],
});

/** The manager adds whom a proposal means, or sets it aside; who proposed it takes it back by `set-aside`. */
export const answerProposal = defineRoute({
  id: "answer-proposal",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations/:conversationId/proposals/:proposalId/answer",
  summary: "Answer a proposal",
  access: "token",
  limit: change,
  params: onConversation.extend({ proposalId: ParticipantProposalId }),
  body: z.object({ answer: z.enum(["add", "set-aside"]) }),
  response: Changed,
  refuses: ["not-found", "not-yet", "already-there", "already-done", "conversation-closed"],
});

/** V-06: changes no *via*, no identity, no history. */
export const handOverConversation = defineRoute({
  id: "hand-over-conversation",
  service: "realtime",
  method: "put",
  path: "/realtime/v1/conversations/:conversationId/manager",
  summary: "Hand the conversation over to another participant",
  access: "token",
  limit: change,
  params: onConversation,
  body: z.object({ handle: Handle }),
  response: Changed,
  refuses: ["not-found", "conversation-closed"],
});

export const changeTopic = defineRoute({
  id: "change-topic",
  service: "realtime",
  method: "put",
  path: "/realtime/v1/conversations/:conversationId/topic",
  summary: "Give the conversation another topic, or none",
  access: "token",
  limit: change,
  params: onConversation,
  body: z.object({ topic: Topic.nullable() }),
  response: Changed,
  refuses: ["not-found", "conversation-closed"],
});

/** V-07: the history up to now stays while the tie lasts; a manager hands over first, unless nobody is left. */
export const leaveConversation = defineRoute({
  id: "leave-conversation",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations/:conversationId/leave",
  summary: "Leave a conversation",
  access: "token",
  limit: change,
  params: onConversation,
  response: Changed,
  refuses: ["not-found", "hand-over-first", "already-done"],
});

/** A related person shows their name to everybody in this conversation; it can't be taken back, and is logged. */
export const showOwnName = defineRoute({
  id: "show-own-name",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations/:conversationId/own-name",
  summary: "Show one's name in one conversation",
  access: "token",
  limit: change,
  params: onConversation,
  response: Changed,
  refuses: ["not-found", "conversation-closed"],
});

/** Where a client's request for access stands (V-05). */
export const AccessState = z.enum(["requested", "declined", "with-application-manager", "ground-recorded", "granted"]);
export type AccessState = z.infer<typeof AccessState>;

/** That a conversation about the client exists; nothing of who or what (V-05). */
export const ConversationAboutMe = z.object({
  id: ConversationId,
  startedAt: Instant,
  /** Who take part in it now. */
  participants: z.int().nonnegative(),
  closed: z.boolean(),
  /** The client's requests, latest first; a reason where one was given. */
  requests: z.array(
    z.object({ at: Instant, state: AccessState, answeredAt: Instant.nullable(), reason: z.string().nullable() }),
  ),
  can: z.object({ requestAccess: z.boolean() }),
});
export type ConversationAboutMe = z.infer<typeof ConversationAboutMe>;

/** For clients: conversations about them in which they take no part. */
export const listConversationsAboutMe = defineRoute({
  id: "list-conversations-about-me",
  service: "realtime",
  method: "get",
  path: "/realtime/v1/conversations-about-me",
  summary: "That conversations about the client exist",
  access: "token",
  limit,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(30),
  }),
  response: z.object({ conversations: z.array(ConversationAboutMe), next: z.string().nullable() }),
  refuses: ["not-found", "not-yet"],
});

/** V-05: can't be blocked. One request at a time waits for a professional. */
export const requestAccess = defineRoute({
  id: "request-access",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations-about-me/:conversationId/access-requests",
  summary: "Ask to read a conversation about oneself",
  access: "token",
  limit: { points: 20, seconds: 300 },
  params: onConversation,
  response: ConversationAboutMe,
  refuses: ["not-found", "already-asked"],
});

/** A professional in the conversation grants, or declines with a reason for the client. */
export const answerAccessRequest = defineRoute({
  id: "answer-access-request",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations/:conversationId/access-requests/:requestId/answer",
  summary: "Answer a client's request for access",
  access: "token",
  limit: change,
  params: onConversation.extend({ requestId: AccessRequestId }),
  body: z.discriminatedUnion("answer", [
    z.object({ answer: z.literal("grant") }),
    z.object({
      answer: z.literal("decline"),
      reason: z
        .string()
        .trim()
        .min(1)
        .max(500)
        .refine((text) => !text.includes("\u0000") && text.isWellFormed()),
    }),
  ]),
  response: Changed,
  refuses: ["not-found", "already-done"],
});

/** Largest file, in bytes. */
export const ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024;

/**
 * The file itself as the body; its name, percent-encoded, in the header `kring-file-name`. What it is is read from its content. It
 * belongs to no message yet, and is gone after a day if none takes it.
 */
export const uploadAttachment = defineRoute({
  id: "upload-attachment",
  service: "realtime",
  method: "post",
  path: "/realtime/v1/conversations/:conversationId/attachments",
  summary: "Upload a file for a message",
  access: "token",
  limit: { points: 60, seconds: 300 },
  maxBytes: ATTACHMENT_MAX_BYTES,
  status: 201,
  params: onConversation,
  response: Attachment,
  refuses: ["not-found", "too-large", "file-not-allowed", "conversation-closed"],
});

/** The file, to whoever may read its message, and before that to who uploaded it. A picture also `small`. Never stored by caches. */
export const readAttachment = defineRoute({
  id: "read-attachment",
  service: "realtime",
  method: "get",
  path: "/realtime/v1/conversations/:conversationId/attachments/:attachmentId",
  summary: "A file of a message",
  access: "token",
  limit,
  params: onConversation.extend({ attachmentId: AttachmentId }),
  query: z.object({ size: z.enum(["small", "whole"]).default("whole") }),
  refuses: ["not-found"],
});

/** Takes back a file that no message has taken. */
export const removeAttachment = defineRoute({
  id: "remove-attachment",
  service: "realtime",
  method: "delete",
  path: "/realtime/v1/conversations/:conversationId/attachments/:attachmentId",
  summary: "Take back an uploaded file",
  access: "token",
  limit,
  status: 204,
  params: onConversation.extend({ attachmentId: AttachmentId }),
  refuses: ["not-found"],
});

/** Messages that contain a text, newest first, within what the viewer may read (V-08). A bounded part of history per page. */
export const searchMessages = defineRoute({
  id: "search-messages",
  service: "realtime",
  method: "get",
  path: "/realtime/v1/messages",
  summary: "Search in what one may read",
  access: "token",
  limit: { points: 60, seconds: 60 },
  query: z.object({
    find: z
      .string()
      .trim()
      .min(2)
      .max(100)
      .refine((text) => !text.includes("\u0000") && text.isWellFormed()),
    conversation: ConversationId.optional(),
    cursor: z.string().max(300).optional(),
  }),
  response: z.object({
    incarnation: Incarnation,
    found: z.array(z.object({ c: ConversationId, e: AnyEntry })).max(50),
    /** The conversations of what was found, once each. */
    conversations: z.array(ConversationView),
    /** Where older history was not looked through yet. */
    next: z.string().nullable(),
  }),
  refuses: ["not-yet"],
});
