import type { ConversationId } from "@kring/domain/contract";
import { useSyncExternalStore } from "react";
import { type Draft, draftsOf, emptyDraft, keepDraft, subscribeToDrafts } from "../../shared/drafts.ts";
import { useMe } from "../../shared/me.ts";

/** What was begun here and not sent. */
export function useDraft(id: ConversationId): Draft {
  const { account } = useMe();
  return useSyncExternalStore(subscribeToDrafts, () => draftsOf(account.id).get(id) ?? emptyDraft);
}

/** Changes the draft of a conversation: the parts that are given, `undefined` takes one away. */
export function useChangeDraft(
  id: ConversationId,
): (change: { [Part in keyof Draft]?: Draft[Part] | undefined }) => void {
  const { account } = useMe();
  return (change) => {
    const { re, edit, text = "" } = { ...(draftsOf(account.id).get(id) ?? emptyDraft), ...change };
    keepDraft(account.id, id, { text, ...(re === undefined ? {} : { re }), ...(edit === undefined ? {} : { edit }) });
  };
}
