export * from "./conversation.store.ts";
export * from "./conversation-change.ts";
export * from "./end-parts.ts";
export { lockConversations } from "./participation.store.ts";
export * from "./read-conversations.ts";
export * from "./read-seen-names.ts";
export * from "./resume.ts";
export * from "./routes.ts";
export * from "./start-conversation.ts";
