import { useInfiniteQuery } from "@tanstack/react-query";
import { inboxQuery } from "./api/inbox.ts";

/** How many notices wait; 0 until it is known. */
export const useUnreadNotices = (): number => useInfiniteQuery(inboxQuery).data?.unread ?? 0;
