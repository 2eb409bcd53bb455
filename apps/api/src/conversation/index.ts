export { followConversations } from "./conversations-feed.ts";
export { askSeenNames } from "./seen-names.ts";
