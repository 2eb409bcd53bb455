import { type AccountId, type ConversationId, type Handle, Refused } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";

export interface TypingStore {
  /** Null where the viewer doesn't take part; `shown` of related persons only if their link says so. */
  readTypist(viewer: AccountId, c: ConversationId): Promise<{ handle: Handle; shown: boolean } | null>;
}

export const createTypingStore = (pool: Pool): TypingStore => ({
  readTypist: async (viewer, c) => {
    const { rows } = await pool.query<{ handle: Handle; shown: boolean }>({
      name: "read-typist",
      text: `SELECT p.handle, c.closed_at IS NULL AND coalesce(l.shows_typing, true) AS shown
        FROM participant p
        JOIN conversation c ON c.id = p.conversation_id
        LEFT JOIN link l ON l.id = p.via_link
        WHERE p.account_id = $1 AND p.conversation_id = $2 AND p.to_seq IS NULL`,
      values: [viewer, c],
    });
    return rows[0] ?? null;
  },
});

/** Others see it for five seconds; more often than this says nothing new. */
const EVERY_MS = 2_000;

/** Somebody is typing; a masked person only where they turned it on. */
export function createTypingNotifier(store: TypingStore, show: (c: ConversationId, by: Handle) => void) {
  const lastShown = new Map<string, number>();
  return async (viewer: AccountId, c: ConversationId): Promise<void> => {
    const typist = await store.readTypist(viewer, c);
    if (!typist) throw new Refused("not-found");
    const key = `${c} ${typist.handle}`;
    const now = performance.now();
    if (!typist.shown || now - (lastShown.get(key) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    lastShown.delete(key);
    lastShown.set(key, now);
    for (const [old, at] of lastShown) {
      if (now - at < EVERY_MS) break;
      lastShown.delete(old);
    }
    show(c, typist.handle);
  };
}
