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

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"]') !== null;

/**
 * What has the focus may go from the page with what was done, such as the row of a request that was taken back: then what
 * stood around it gets the focus, and the keyboard goes on from there. Gives a function that ends it.
 */
export function keepFocus(): () => void {
  let around: HTMLElement[] = [];
  const remember = ({ target }: FocusEvent) => {
    // A dialog gives the focus back to the page that it was opened from.
    if (!isInDialog(target)) around = elementsAround(target);
  };
  const observer = new MutationObserver(() => {
    const isLost = document.activeElement === document.body && around[0]?.isConnected === false;
    if (!isLost || document.querySelector('[role="dialog"]') !== null) return;
    const left = around.find(({ isConnected }) => isConnected);
    around = [];
    if (left === undefined) return;
    if (!left.hasAttribute("tabindex")) left.tabIndex = -1;
    left.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", remember);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}
