import type { Notification } from "@kring/domain/contract";
import { useMarkRead } from "../api/inbox.ts";
import { NotificationRow } from "./notification-row.tsx";

/** Notices as rows of a list that holds more than notices. */
export function UnreadNotices({ notices }: { notices: readonly Notification[] }) {
  const markRead = useMarkRead();
  return notices.map((notification) => (
    <NotificationRow
      key={notification.id}
      notification={notification}
      onFollow={() => markRead.mutate([notification.id])}
    />
  ));
}
