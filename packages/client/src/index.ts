export { createClient } from "./client.ts";
export type { Counters } from "./counters.ts";
export type { Store } from "./store.ts";
export type {
  ClientOptions,
  ConnectionSnapshot,
  Conversation,
  ConversationList,
  ConversationSnapshot,
  IssuedToken,
  KringClient,
  ListSnapshot,
  PendingMessage,
  PendingStore,
  StoredSend,
} from "./types.ts";
