import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Line } from "./wire.ts";

/** What one person has missed: everything above a number, in each of these conversations. */
export interface Missed {
  speech: "kring" | "room";
  conversations: readonly string[];
  after: number;
}

interface Resumed {
  c: string;
  entries: { n: number }[];
  more: boolean;
}
type ResumeAnswer =
  | { ok: true; conversations: Resumed[] }
  | { ok: false; error: { code: string; retryAfterMs?: number } };

const PAGE = 200;

/** Reads it all over the first line, as a client of that server does. */
export async function catchUp([line]: readonly Line[], missed: Missed) {
  if (!line) throw new Error("Nobody is connected");
  const before = line.bytes;
  const from = performance.now();
  const { entries, requests } = await (missed.speech === "kring" ? resume : page)(line, missed);
  return { seconds: (performance.now() - from) / 1000, entries, requests, bytes: line.bytes - before };
}

/** Many conversations in one request, again for those that have more; waits when told to. */
async function resume(line: Line, { conversations, after }: Missed) {
  const [, { incarnation }] = JSON.parse(line.welcome.slice(2));
  let wanted = conversations.map((c) => ({ c, n: after }));
  let [entries, requests] = [0, 0];
  while (wanted.length > 0) {
    const answer = (await line.ask("resume", { incarnation, conversations: wanted })) as ResumeAnswer;
    requests += 1;
    if (!answer.ok) {
      const { code, retryAfterMs } = answer.error;
      if (retryAfterMs === undefined) throw new Error(`A resume was refused: ${code}`);
      await sleep(retryAfterMs);
      continue;
    }
    for (const resumed of answer.conversations) entries += resumed.entries.length;
    const known = new Map(wanted.map(({ c, n }) => [c, n]));
    wanted = answer.conversations
      .filter(({ more }) => more)
      .map(({ c, entries: read }) => ({ c, n: read.at(-1)?.n ?? known.get(c) ?? after }));
  }
  return { entries, requests };
}

/** One conversation after the other, page by page. */
async function page(line: Line, { conversations, after }: Missed) {
  let [entries, requests] = [0, 0];
  for (const room of conversations) {
    for (let last = after; ; ) {
      const rows = (await line.ask("page", { room, after: last, limit: PAGE })) as { id: number }[];
      requests += 1;
      entries += rows.length;
      last = rows.at(-1)?.id ?? last;
      if (rows.length < PAGE) break;
    }
  }
  return { entries, requests };
}
