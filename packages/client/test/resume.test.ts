import type { ConversationId, Resumed } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { createResumer } from "../src/resume.ts";
import { conversationId, message, view } from "./made.ts";

const HEAD = 7;

/** A gateway whose answers hold so many entries, over all conversations that were asked for. */
function answerWith(most: number, asked: readonly { c: ConversationId; n: number }[]): Resumed[] {
  let left = most;
  return asked.map(({ c, n }): Resumed => {
    const missing = Array.from({ length: HEAD - n }, (_, index) => message(n + index + 1));
    const entries = missing.slice(0, left);
    left -= entries.length;
    const more = entries.length < missing.length;
    return { c, state: "open", head: HEAD, readSeq: 0, entries, more, roster: view(c).roster, receipts: [] };
  });
}

describe("V-09 catching up in parts", () => {
  it("asks again for what has more, also where a part held nothing of it, until all is here", async () => {
    const has = new Map([1, 2, 3].map((number) => [conversationId(number), 0]));
    const { promise: complete, resolve } = Promise.withResolvers<void>();
    const parts: number[] = [];
    const resumer = createResumer({
      has: (id) => has.get(id) ?? null,
      take: (resumed) => {
        if (resumed.state === "gone") throw new Error("gone");
        has.set(resumed.c, resumed.entries.at(-1)?.n ?? has.get(resumed.c) ?? 0);
        if ([...has.values()].every((n) => n === HEAD)) resolve();
        return resumed.more;
      },
      ask: async (asked) => {
        parts.push(asked.length);
        return answerWith(2, asked);
      },
      isOnline: () => true,
    });
    for (const id of has.keys()) resumer.want(id);
    await complete;
    expect([...has.values()]).toEqual([HEAD, HEAD, HEAD]);
    expect(parts).toEqual([3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1]);
    resumer.stop();
  });
});
