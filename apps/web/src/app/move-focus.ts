import type { AnyRouter } from "@tanstack/react-router";

const WANTED = "[data-page-focus]";
const PATIENCE_MS = 5_000;

/** On arriving at another page: to what the page asks for, else to its title. */
function focusPage(): void {
  const main = document.querySelector("main");
  const target = main?.querySelector<HTMLElement>(WANTED) ?? main?.querySelector<HTMLElement>("h1") ?? main;
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (main && !target.matches(WANTED)) followWhatComes(main, target);
}

/** What the page asks for may still be on its way; it gets the focus if nobody has moved it meanwhile. */
function followWhatComes(main: HTMLElement, held: HTMLElement): void {
  const observer = new MutationObserver(() => {
    const wanted = main.querySelector<HTMLElement>(WANTED);
    if (!wanted && document.activeElement === held) return;
    observer.disconnect();
    if (document.activeElement === held || document.activeElement === document.body)
      wanted?.focus({ preventScroll: true });
  });
  observer.observe(main, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), PATIENCE_MS);
}

/** Keyboard and screen reader follow the page when it changes; the first page is the browser's own business. */
export const moveFocusWithPage = (router: AnyRouter): (() => void) =>
  router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
    if (fromLocation === undefined || !pathChanged) return;
    requestAnimationFrame(focusPage);
  });
