import type { Notification } from "@kring/domain/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { inboxQuery } from "./api/inbox.ts";

/** How many notices wait; 0 until it is known. */
export const useUnreadNotices = (): number => useInfiniteQuery(inboxQuery).data?.unread ?? 0;

/** The latest notices that wait beside what the places of `told` tell already, and whether there are more than these. */
export function useLatestUnread(atMost: number, told: ReadonlySet<string>): { latest: Notification[]; more: boolean } {
  const { data } = useInfiniteQuery(inboxQuery);
  const unread = data?.notifications.filter(({ read }) => !read) ?? [];
  const untold = unread.filter(({ link }) => !told.has(link));
  const latest = untold.slice(0, atMost);
  const waiting = (data?.unread ?? 0) - (unread.length - untold.length);
  return { latest, more: waiting > latest.length };
}
