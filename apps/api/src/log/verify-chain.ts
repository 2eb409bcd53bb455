import type { Pool } from "@kring/service-kit";
import { type ChainHead, readChained, readHead } from "./chain-store.ts";

const BATCH = 2_000;

/** What a check of the whole chain found. */
export interface ChainVerdict {
  head: ChainHead;
  /** The first place whose line is missing, moved or not what was written; null: unbroken. */
  brokenAt: number | null;
}

/**
 * Walks the whole chain in keyset pages. `known` is a head that was kept elsewhere: it also finds a chain that was written anew
 * from some line on, by whoever could change the head as well.
 */
export async function verifyChain(pool: Pool, known?: ChainHead): Promise<ChainVerdict> {
  const { n, hash, lastLine } = await readHead(pool);
  const head = { n, hash };
  let before = "";
  let last = 0;
  while (last < n) {
    const lines = await readChained(pool, last, BATCH);
    if (lines.length === 0) return { head, brokenAt: last + 1 };
    for (const line of lines) {
      if (last === n) break;
      const must = line.must(before);
      if (line.n !== last + 1 || line.stands !== must) return { head, brokenAt: last + 1 };
      if (known?.n === line.n && known.hash !== must) return { head, brokenAt: line.n };
      before = must;
      last = line.n;
    }
  }
  // What fits in itself but not with the head was cut off or written anew.
  if (before !== hash) return { head, brokenAt: Math.max(1, n) };
  if (lastLine > n) return { head, brokenAt: n + 1 };
  if (known && known.n > n) return { head, brokenAt: n + 1 };
  return { head, brokenAt: null };
}
