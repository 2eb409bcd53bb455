import { type Exit, findCanaries } from "@kring/testing";
import type { Page } from "@playwright/test";

/** Everything that reached one browser: answers with their headers, frames both ways, and what its page then holds. */
export interface Recorder {
  /** How much there is so far, so that a record of nothing is seen as such. */
  sizes(): { answers: number; frames: number };
  /** Where each of these strings was seen, also encoded; those that were not are absent. */
  find(strings: readonly string[]): Promise<Map<string, string[]>>;
}

export function record(page: Page): Recorder {
  const exits: Exit[] = [];
  const assets = new Map<string, string>();
  const reading: Promise<unknown>[] = [];
  const counts = { answers: 0, frames: 0 };

  page.on("response", (response) => {
    const url = response.url();
    const take = async (): Promise<void> => {
      counts.answers += 1;
      if (new URL(url).pathname.startsWith("/assets/")) {
        assets.set(url, (await response.body()).toString("utf8").toLowerCase());
        return;
      }
      exits.push({ name: `headers of ${url}`, bytes: `${url}\n${JSON.stringify(await response.allHeaders())}` });
      if (response.status() < 300 || response.status() >= 400) exits.push({ name: url, bytes: await response.body() });
    };
    // A page that is left takes its unread answers with it.
    reading.push(take().catch(() => undefined));
  });
  page.on("websocket", (socket) => {
    const take = ({ payload }: { payload: string | Buffer }): void => {
      exits.push({ name: `frame of ${socket.url()}`, bytes: payload });
      counts.frames += 1;
    };
    socket.on("framereceived", take);
    socket.on("framesent", take);
  });

  return {
    sizes: () => counts,
    find: async (strings) => {
      await Promise.all(reading);
      const held = await page.evaluate(() =>
        JSON.stringify([
          document.documentElement.outerHTML,
          document.title,
          location.href,
          { ...localStorage },
          { ...sessionStorage },
          history.state,
          [...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value),
        ]),
      );
      const seen = new Map<string, string[]>();
      const add = (string: string, where: string): void => void seen.set(string, [...(seen.get(string) ?? []), where]);
      // The built files are the same bytes for everybody, so nobody can have hidden anything in them by encoding.
      for (const [url, text] of assets) {
        for (const string of strings) if (text.includes(string.toLowerCase())) add(string, url);
      }
      for (const { canary, where, decoded } of findCanaries(strings, [...exits, { name: "the page", bytes: held }])) {
        add(canary, `${where} (${decoded})`);
      }
      return seen;
    },
  };
}
