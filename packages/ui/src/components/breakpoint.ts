import { useSyncExternalStore } from "react";

export type Breakpoint = "phone" | "medium" | "wide";

const wide = "(min-width: 75rem)";
const medium = "(min-width: 48rem)";

function read(): Breakpoint {
  if (matchMedia(wide).matches) return "wide";
  return matchMedia(medium).matches ? "medium" : "phone";
}

function watch(onChange: () => void) {
  const queries = [matchMedia(wide), matchMedia(medium)];
  for (const query of queries) query.addEventListener("change", onChange);
  return () => {
    for (const query of queries) query.removeEventListener("change", onChange);
  };
}

/** How wide the window is: `phone` below 768 px, `wide` from 1200 px (where the details pane has room of its own). */
export function useBreakpoint(): Breakpoint {
  return useSyncExternalStore(watch, read, () => "wide");
}
