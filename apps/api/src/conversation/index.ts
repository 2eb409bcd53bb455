export { askRealtime, fetchFromRealtime, haveRealtime } from "./ask-realtime.ts";
export { followConversations } from "./conversations-feed.ts";
export { countConversations } from "./count-conversations.ts";
export { countStillUnread } from "./count-still-unread.ts";
export { askSeenNames } from "./seen-names.ts";
