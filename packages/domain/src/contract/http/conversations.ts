import { z } from "zod";
import { Entry } from "../entry.ts";
import { AccountId, ConversationId, Incarnation, Seq } from "../ids.ts";
import { ConversationView } from "../roster.ts";
import { defineRoute } from "../route.ts";

const limit = { points: 600, seconds: 60 };
const onConversation = z.object({ conversationId: ConversationId });

/** The viewer's conversations, latest first, by keyset pages. */
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

/** History by pages, from new to old; within a page in number order. */
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
  response: z.object({ incarnation: Incarnation, entries: z.array(Entry), more: z.boolean() }),
  refuses: ["not-found", "not-yet"],
});
