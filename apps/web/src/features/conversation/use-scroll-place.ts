import type { ConversationSnapshot } from "@kring/client";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** The log sticks to its end: `scrollTop` is 0 there and negative above. */
const atEndPx = 8;
const awayPx = 320;
/** Room above the unread line, so that one sees what it follows. */
const aboveUnreadPx = 72;

interface Anchor {
  element: Element;
  top: number;
}

/** The message at the top of what is in view. */
function findAnchor(scroller: HTMLElement): Anchor | null {
  const { left, top, width } = scroller.getBoundingClientRect();
  for (const below of [24, 64, 120]) {
    const element = document.elementsFromPoint(left + width / 2, top + below).find((found) => found.matches(".msg"));
    if (element) return { element, top: element.getBoundingClientRect().top };
  }
  return null;
}

/**
 * Where one is in the log. Opens at the unread line; at the end it stays at the end; anywhere else what one reads stays
 * where it is, whatever comes in above or below.
 */
export function useScrollPlace(scroll: RefObject<HTMLElement | null>, snapshot: ConversationSnapshot) {
  const { entries, pending, firstUnread, state } = snapshot;
  const anchor = useRef<Anchor | null>(null);
  const isPlaced = useRef(false);
  const ownBefore = useRef(pending.length);
  const [isAway, setAway] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after whatever may have moved the log
  useLayoutEffect(() => {
    const scroller = scroll.current;
    if (scroller === null || state !== "ready") return;
    if (!isPlaced.current && (firstUnread === null || (entries[0]?.n ?? 0) <= firstUnread)) {
      isPlaced.current = true;
      toUnread(scroller);
    } else if (pending.length > ownBefore.current) {
      scroller.scrollTop = 0;
    } else if (anchor.current?.element.isConnected && scroller.scrollTop < -atEndPx) {
      scroller.scrollTop += anchor.current.element.getBoundingClientRect().top - anchor.current.top;
    }
    ownBefore.current = pending.length;
    anchor.current = findAnchor(scroller);
  }, [entries, pending, state, firstUnread]);

  const onScroll = () => {
    const scroller = scroll.current;
    if (scroller === null) return;
    anchor.current = findAnchor(scroller);
    setAway(scroller.scrollTop < -awayPx);
  };
  const toNewest = () => scroll.current?.scrollTo({ top: 0 });
  return { isAway, onScroll, toNewest };
}

function toUnread(scroller: HTMLElement): void {
  const line = scroller.querySelector("#unread");
  if (line === null) return;
  const above = line.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  if (above < aboveUnreadPx) scroller.scrollTop += above - aboveUnreadPx;
}
