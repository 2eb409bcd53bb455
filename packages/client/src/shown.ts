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
  const { entries, changing, pending } = emptySnapshot;
  let shown: Shown = { entries, changing, pending };
  return (state, online) => {
    const log = state.log?.entries ?? entries;
    const before = from;
    const isSameLog = before?.log === log && before.changes === state.changes;
    if (!isSameLog) shown = { ...shown, entries: withWanted(log, state.changes) };
    if (!isSameLog || before.online !== online) {
      const present = presentChanges(state.changes, log, online);
      shown = { ...shown, changing: present.size === 0 ? changing : present };
    }
    if (before?.sends !== state.sends || before.online !== online) {
      shown = { ...shown, pending: presentSends(state.sends, online) };
    }
    from = { log, sends: state.sends, changes: state.changes, online };
    return shown;
  };
}
