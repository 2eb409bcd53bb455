import type { Page } from "@playwright/test";

/** What no page may ever do; looked at after each journey. */
export function watch(page: Page, origin: string, faults: string[]): void {
  const context = page.context();
  context.on("weberror", (thrown) => faults.push(`thrown: ${thrown.error().stack}`));
  context.on("console", (line) => {
    if (line.type() === "error" && !/^(Failed to load resource|WebSocket connection to)/.test(line.text()))
      faults.push(`console: ${line.text()}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(origin).host)
      faults.push(`left the origin: ${request.url()}`);
  });
}
