import type { ConversationSnapshot } from "@kring/client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

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
    let unread: Anchor | null = null;
    if (!isPlaced.current && (firstUnread === null || (entries[0]?.n ?? 0) <= firstUnread)) {
      isPlaced.current = true;
      unread = toUnread(scroller);
    } else if (pending.length > ownBefore.current) {
      scroller.scrollTop = 0;
    } else {
      hold(scroller, anchor.current);
    }
    ownBefore.current = pending.length;
    anchor.current = unread ?? findAnchor(scroller) ?? anchor.current;
  }, [entries, pending, state, firstUnread]);

  const isShown = state === "ready" && entries.length + pending.length > 0;
  useEffect(() => {
    const scroller = scroll.current;
    if (!isShown || scroller?.firstElementChild == null) return;
    // Messages far away have a height that was guessed; coming near they get their own, and would push away what is read.
    const observer = new ResizeObserver(() => hold(scroller, anchor.current));
    observer.observe(scroller.firstElementChild);
    return () => observer.disconnect();
  }, [scroll, isShown]);

  const onScroll = () => {
    const scroller = scroll.current;
    if (scroller === null) return;
    anchor.current = findAnchor(scroller) ?? anchor.current;
    setAway(scroller.scrollTop < -awayPx);
  };
  const toNewest = () => scroll.current?.scrollTo({ top: 0 });
  const goTo = useCallback((element: HTMLElement) => {
    element.scrollIntoView({ block: "center" });
    anchor.current = { element, top: element.getBoundingClientRect().top };
  }, []);
  return { isAway, onScroll, toNewest, goTo };
}

/** Away from the end, what was in view goes back to where it was. */
function hold(scroller: HTMLElement, anchor: Anchor | null): void {
  if (!anchor?.element.isConnected || scroller.scrollTop >= -atEndPx) return;
  scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
}

/** Goes to the unread line where it is above what is in view. */
function toUnread(scroller: HTMLElement): Anchor | null {
  const line = scroller.querySelector("#unread");
  if (line === null) return null;
  const top = scroller.getBoundingClientRect().top + aboveUnreadPx;
  const above = line.getBoundingClientRect().top - top;
  if (above >= 0) return null;
  scroller.scrollTop += above;
  return { element: line, top };
}
