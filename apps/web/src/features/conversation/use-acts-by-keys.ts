import type { Entry } from "@kring/domain/contract";
import { type RefObject, useEffect } from "react";

const buttonsIn = (scroller: HTMLElement): HTMLElement[] => [...scroller.querySelectorAll<HTMLElement>(".msg .acts")];

function reach(buttons: readonly HTMLElement[], one: HTMLElement | undefined): void {
  for (const button of buttons) button.tabIndex = button === one ? 0 : -1;
}

/** Tab reaches the menu of one message, the newest at first; from there arrows, Home and End go to the others. */
export function useActsByKeys(scroll: RefObject<HTMLElement | null>, entries: readonly Entry[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: there are other buttons when there are other entries
  useEffect(() => {
    const scroller = scroll.current;
    if (scroller === null) return;
    const buttons = buttonsIn(scroller);
    if (!buttons.some((button) => button === document.activeElement)) reach(buttons, buttons.at(-1));
    const move = (event: KeyboardEvent) => {
      const all = buttonsIn(scroller);
      const at = all.indexOf(event.target as HTMLElement);
      if (at === -1) return;
      const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
      const next = to === undefined ? undefined : all[to];
      if (next === undefined) return;
      event.preventDefault();
      reach(all, next);
      next.focus();
    };
    scroller.addEventListener("keydown", move);
    return () => scroller.removeEventListener("keydown", move);
  }, [scroll, entries]);
}
