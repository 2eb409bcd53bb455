import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type FocusEvent, type RefCallback, useLayoutEffect, useState } from "react";

/** Below this all rows are drawn: find-in-page and print then work as ever. */
const fewRows = 100;
const beyondTheEdge = 12;

interface VirtualRow {
  index: number;
  /** Pixels of rows that are not drawn, between the one before and this one. */
  gap: number;
}

interface VirtualRows {
  /** The rows that are drawn, in their order. */
  rows: VirtualRow[];
  /** Pixels below the last of them. */
  after: number;
  /** For the element that holds the rows. */
  holder: {
    ref: RefCallback<HTMLElement>;
    onFocus: (event: FocusEvent) => void;
    onBlur: (event: FocusEvent) => void;
  };
  /** For each row, which also has its index as `data-index`. */
  measure: (row: Element | null) => void;
}

/** Which rows of a long list to draw: those in sight, some beyond the edges, and the one that has the focus. */
export function useVirtualRows({ count, rowHeight }: { count: number; rowHeight: number }): VirtualRows {
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState<number | null>(null);
  const isLong = count > fewRows;
  const scroller = holder?.closest<HTMLElement>(".main") ?? null;
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count,
    // Measured from the first row on, so that a list that becomes long stays where it is.
    enabled: scroller !== null,
    getScrollElement: () => scroller,
    initialOffset: () => scroller?.scrollTop ?? 0,
    estimateSize: () => rowHeight,
    overscan: beyondTheEdge,
    scrollMargin: top,
    // What has the focus stays, with its neighbours, or the keyboard would lose its place by scrolling.
    rangeExtractor: (range) => {
      const kept = focused === null ? [] : [focused - 1, focused, focused + 1];
      const inList = kept.filter((index) => index >= 0 && index < count);
      return [...new Set([...defaultRangeExtractor(range), ...inList])].sort((a, b) => a - b);
    },
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isLong ? undefined : () => false;
  useLayoutEffect(() => {
    if (holder === null || scroller === null) return;
    const above = holder.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    setTop(Math.round(above + scroller.scrollTop));
  });
  const own = {
    ref: setHolder,
    onFocus: ({ target }: FocusEvent) => {
      const index = target.closest<HTMLElement>("[data-index]")?.dataset.index;
      setFocused(index === undefined ? null : Number(index));
    },
    onBlur: ({ relatedTarget, currentTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) setFocused(null);
    },
  };
  if (!isLong) {
    return {
      rows: Array.from({ length: count }, (_, index) => ({ index, gap: 0 })),
      after: 0,
      holder: own,
      measure: virtualizer.measureElement,
    };
  }
  let end = top;
  const rows = virtualizer.getVirtualItems().map((item) => {
    const gap = item.start - end;
    end = item.end;
    return { index: item.index, gap };
  });
  return {
    rows,
    after: top + virtualizer.getTotalSize() - end,
    holder: own,
    measure: virtualizer.measureElement,
  };
}
