/** The mark of the tab with a number at its foot. */
function draw(count: number): string {
  const text = count > 9 ? "9+" : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="13" cy="13" r="11" fill="none" stroke="#15614A" stroke-width="3"/><circle cx="20" cy="20" r="12" fill="#F5F2EA"/><circle cx="20" cy="20" r="10.5" fill="#15614A"/><text x="20" y="${text.length > 1 ? 25 : 26}" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${text.length > 1 ? 13 : 17}" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const PLAIN = "/favicon.svg";

/** Shows in the tab how much is new, beside the number in its title: tabs are often too narrow for that. */
export function showInFavicon(count: number): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon !== null) icon.href = count === 0 ? PLAIN : draw(count);
}
