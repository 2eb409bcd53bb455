export { followConversations } from "./conversations-feed.ts";
