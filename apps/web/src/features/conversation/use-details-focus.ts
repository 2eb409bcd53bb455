import { useBreakpoint } from "@kring/ui";
import { useEffect, useEffectEvent } from "react";
import { useDetailsOpen } from "./details-open.ts";

/** The last of the head: searching stands before it. */
const toggles = ".thread .pane-head [aria-expanded]";
const closer = ".details .pane-head button";

/** Focus follows the details pane where it covers the thread, and goes back when it closes; Escape closes from anywhere. */
export function useDetailsFocus(): void {
  const { setOpen } = useDetailsOpen();
  const covers = useBreakpoint() !== "wide";
  const open = useEffectEvent(() => {
    if (covers) document.querySelector<HTMLElement>(closer)?.focus();
  });
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) setOpen(false);
    };
    open();
    document.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("keydown", closeOnEscape);
      [...document.querySelectorAll<HTMLElement>(toggles)].at(-1)?.focus();
    };
  }, [setOpen]);
}
