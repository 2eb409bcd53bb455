import type { ConversationState } from "./conversation-state.ts";
import { presentChanges, withWanted } from "./own-change.ts";
import { presentSends } from "./sends.ts";
import type { ConversationSnapshot } from "./types.ts";

export const emptySnapshot: ConversationSnapshot = {
  state: "loading",
  view: null,
  entries: [],
  changing: new Map(),
  hasOlder: false,
  loadingOlder: false,
  pending: [],
  typing: [],
  receipts: [],
  firstUnread: null,
};

type Shown = Pick<ConversationSnapshot, "entries" | "changing" | "pending">;

/** What was said and what one wrote oneself, as it is shown: the same objects until something in them changed. */
export function createShown(): (state: ConversationState, online: boolean) => Shown {
  let from: { log: unknown; sends: unknown; changes: unknown; online: boolean } | null = null;
  let shown: Shown = emptySnapshot;
  return (state, online) => {
    const entries = state.log?.entries ?? emptySnapshot.entries;
    const before = from;
    const isSameLog = before?.log === entries && before.changes === state.changes;
    if (!isSameLog) shown = { ...shown, entries: withWanted(entries, state.changes) };
    if (!isSameLog || before.online !== online) {
      const changing = presentChanges(state.changes, entries, online);
      shown = { ...shown, changing: changing.size === 0 ? emptySnapshot.changing : changing };
    }
    if (before?.sends !== state.sends || before.online !== online) {
      shown = { ...shown, pending: presentSends(state.sends, online) };
    }
    from = { log: entries, sends: state.sends, changes: state.changes, online };
    return shown;
  };
}
