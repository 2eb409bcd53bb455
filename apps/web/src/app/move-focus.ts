import type { AnyRouter } from "@tanstack/react-router";

/** On arriving at another page: to what the page asks for, else to its title. */
function focusPage(): void {
  const main = document.querySelector("main");
  const target =
    main?.querySelector<HTMLElement>("[data-page-focus]") ?? main?.querySelector<HTMLElement>("h1") ?? main;
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Keyboard and screen reader follow the page when it changes; the first page is the browser's own business. */
export const moveFocusWithPage = (router: AnyRouter): (() => void) =>
  router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
    if (fromLocation === undefined || !pathChanged) return;
    requestAnimationFrame(focusPage);
  });
