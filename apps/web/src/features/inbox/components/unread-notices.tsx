import { useInfiniteQuery } from "@tanstack/react-query";
import { inboxQuery, useMarkRead } from "../api/inbox.ts";
import { NotificationRow } from "./notification-row.tsx";

/** The notices that were not read yet, as rows; for a list that holds more than notices, `except` what it tells already. */
export function UnreadNotices({ atMost, except }: { atMost: number; except?: ReadonlySet<string> }) {
  const { data } = useInfiniteQuery(inboxQuery);
  const markRead = useMarkRead();
  const unread = data?.notifications.filter(({ read, link }) => !read && !except?.has(link)) ?? [];
  return unread
    .slice(0, atMost)
    .map((notification) => (
      <NotificationRow
        key={notification.id}
        notification={notification}
        onFollow={() => markRead.mutate([notification.id])}
      />
    ));
}
