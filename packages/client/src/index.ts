export { createClient } from "./client.ts";
export type { Counters } from "./counters.ts";
export type { Files } from "./files.ts";
export type { Written } from "./sends.ts";
export type { Store } from "./store.ts";
export type {
  ChangingMessage,
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
  StoredWriting,
} from "./types.ts";
