import { expect, type Page } from "@playwright/test";

/** What has the focus, and whether somebody who can't use a mouse sees that it has. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const box = element.getBoundingClientRect();
    const isSeen = (at: Element | null): boolean => {
      if (at === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
    };
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2));
    return {
      what: `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40)}`,
      isNowhere: element === document.body,
      // A field in a frame shows it on the frame.
      isVisible: isSeen(element) || isSeen(element.closest("label, .compose")),
      isCovered: top === null || !(element.contains(top) || top.contains(element)),
    };
  });

/** Tab until the wanted element has the focus; each stop on the way must be seen. */
export async function tabTo(page: Page, wanted: RegExp, most = 40, key = "Tab"): Promise<void> {
  const stops: string[] = [];
  for (let times = 0; times < most; times++) {
    await page.keyboard.press(key);
    const { what, isNowhere, isVisible, isCovered } = await focused(page);
    if (isNowhere) continue;
    stops.push(what);
    expect({ what, isVisible, isCovered }).toEqual({ what, isVisible: true, isCovered: false });
    if (wanted.test(what)) return;
  }
  throw new Error(`Tab never came to ${wanted}: ${stops.join(" · ")}`);
}

/** The same the other way, through what lies close by. */
export const tabBackTo = (page: Page, wanted: RegExp): Promise<void> => tabTo(page, wanted, 6, "Shift+Tab");
