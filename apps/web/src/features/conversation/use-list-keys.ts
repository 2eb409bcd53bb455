import { type RefObject, useEffect } from "react";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function step(links: HTMLElement[], key: string): HTMLElement | undefined {
  const at = links.findIndex((link) => link.matches(":focus"));
  if (key === "Home") return links[0];
  if (key === "End") return links.at(-1);
  if (key === "ArrowDown") return links[Math.min(at + 1, links.length - 1)];
  return links[Math.max(at - 1, 0)];
}

/** Arrows, Home and End move through the list; a slash goes to the search box above it. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = list.current;
    const move = (event: KeyboardEvent) => {
      if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key) || event.altKey || event.metaKey) return;
      const links = [...(element?.querySelectorAll<HTMLElement>("a.item") ?? [])];
      event.preventDefault();
      step(links, event.key)?.focus();
    };
    const search = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const box = element?.closest("section")?.querySelector<HTMLElement>("input[type=search]");
      if (!box) return;
      event.preventDefault();
      box.focus();
    };
    element?.addEventListener("keydown", move);
    document.addEventListener("keydown", search);
    return () => {
      element?.removeEventListener("keydown", move);
      document.removeEventListener("keydown", search);
    };
  }, [list]);
}
