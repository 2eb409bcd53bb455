/** The elements from the one that got the focus outwards, as far as they are the page's own. */
function elementsAround(target: EventTarget | null): HTMLElement[] {
  const around: HTMLElement[] = [];
  let at = target instanceof HTMLElement ? target : null;
  while (at?.closest("main")) {
    around.push(at);
    at = at.parentElement;
  }
  return around;
}

/** What lies over the page and gives the focus back to it. */
const isInOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

const canTake = (element: HTMLElement): boolean => element.isConnected && element.closest("[inert]") === null;

/**
 * What has the focus may go from the page with what was done, such as the row of a request that was taken back: then what
 * stood around it gets the focus, and the keyboard goes on from there. After a dialog it is what opened it, as soon as the page
 * is no longer inert: the dialog itself tries that once, which is too early where it closed by an answer that came in. Gives a
 * function that ends it.
 */
export function keepFocus(): () => void {
  let around: HTMLElement[] = [];
  let wasInOverlay = false;
  const remember = ({ target }: FocusEvent) => {
    wasInOverlay = isInOverlay(target);
    if (!wasInOverlay) around = elementsAround(target);
  };
  const observer = new MutationObserver(() => {
    const isLost = document.activeElement === document.body && (wasInOverlay || around[0]?.isConnected === false);
    if (!isLost || document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
    const left = around.find(canTake);
    if (left === undefined) return;
    around = [];
    wasInOverlay = false;
    if (left.tabIndex < 0 && !left.hasAttribute("tabindex")) left.tabIndex = -1;
    left.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", remember);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["inert"] });
  return () => {
    document.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}
