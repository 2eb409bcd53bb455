import { useEffect } from "react";

/** The mark of the tab with a number at its foot. */
function draw(count: number): string {
  const text = count > 9 ? "9+" : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="13" cy="13" r="11" fill="none" stroke="#15614A" stroke-width="3"/><circle cx="21" cy="21" r="12" fill="#F5F2EA"/><circle cx="21" cy="21" r="10.5" fill="#15614A"/><text x="21" y="${text.length > 1 ? 26 : 27}" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${text.length > 1 ? 13 : 17}" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Shows in the tab how much is new, beside the number in its title: tabs are often too narrow for that. */
export function useFaviconBadge(count: number): void {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon === null || count === 0) return;
    const plain = icon.href;
    icon.href = draw(count);
    return () => {
      icon.href = plain;
    };
  }, [count]);
}
