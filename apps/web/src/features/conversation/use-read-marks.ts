import type { Conversation } from "@kring/client";
import type { Entry } from "@kring/domain/contract";
import { type RefObject, useEffect, useRef } from "react";

const isLooking = (): boolean => document.visibilityState === "visible" && document.hasFocus();

/** Marks as read what came into view, while the page is in view and in use itself. */
export function useReadMarks(
  scroll: RefObject<HTMLElement | null>,
  conversation: Conversation,
  entries: readonly Entry[],
  readSeq: number,
): void {
  const seen = useRef(0);
  useEffect(() => {
    const newest = entries.at(-1)?.n ?? 0;
    if (scroll.current === null || newest <= readSeq) return;
    const tell = () => {
      if (seen.current > readSeq && isLooking()) conversation.markRead(seen.current);
    };
    const observer = new IntersectionObserver(
      (changes) => {
        const inView = changes
          .filter(({ isIntersecting }) => isIntersecting)
          .map(({ target }) => Number(target.id.slice(1)));
        seen.current = Math.max(seen.current, ...inView);
        tell();
      },
      { root: scroll.current, rootMargin: "0px 0px -16px 0px" },
    );
    for (let index = entries.length - 1; index >= 0; index--) {
      const entry = entries[index];
      if (entry === undefined || entry.n <= readSeq) break;
      const shown = document.getElementById(`m${entry.n}`);
      if (shown) observer.observe(shown);
    }
    window.addEventListener("focus", tell);
    document.addEventListener("visibilitychange", tell);
    return () => {
      observer.disconnect();
      window.removeEventListener("focus", tell);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [scroll, conversation, entries, readSeq]);
}
