import type { Conversation, ConversationSnapshot } from "@kring/client";
import { type RefObject, useCallback, useEffect, useState } from "react";

/** Reads the next page when so little is left above. */
const aheadPx = 1200;
/** Pages read at opening to bring the first unread message on the page. */
const mostPagesToUnread = 6;

const leftAbove = (scroller: HTMLElement): number => scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;

/** Reads older messages while one scrolls up, and as far back as the first unread one at opening. */
export function useHistory(
  scroll: RefObject<HTMLElement | null>,
  conversation: Conversation,
  snapshot: ConversationSnapshot,
) {
  const { entries, hasOlder, loadingOlder, firstUnread } = snapshot;
  const [hasFailed, setFailed] = useState(false);
  const canRead = hasOlder && !loadingOlder;
  const read = useCallback(
    () =>
      conversation.loadOlder().then(
        () => setFailed(false),
        () => setFailed(true),
      ),
    [conversation],
  );
  const readIfNear = useCallback(() => {
    if (canRead && !hasFailed && scroll.current && leftAbove(scroll.current) < aheadPx) void read();
  }, [canRead, hasFailed, read, scroll]);

  const oldest = entries[0]?.n ?? 0;
  const isUnreadAbove = firstUnread !== null && firstUnread < oldest;
  const pagesRead = entries.length / 50;
  useEffect(() => {
    if (canRead && !hasFailed && isUnreadAbove && pagesRead < mostPagesToUnread) void read();
    else readIfNear();
  }, [canRead, hasFailed, isUnreadAbove, pagesRead, read, readIfNear]);

  return { hasFailed, retry: () => void read(), onScroll: readIfNear };
}
