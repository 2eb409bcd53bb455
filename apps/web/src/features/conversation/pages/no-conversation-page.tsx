import { EmptyState, PaneHead, ThreadPane } from "@kring/ui";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useKring, useStore } from "../../../shared/realtime.ts";
import { useSay } from "../use-say.ts";

/** The place of the thread while no conversation is chosen. */
export function NoConversationPage() {
  const say = useSay();
  const { items, state } = useStore(useKring().conversations);
  const isEmpty = items.length === 0;
  return (
    <ThreadPane label={say("empty.choose")} head={<PaneHead end={<QuickExitButton />}>{null}</PaneHead>}>
      {state !== "loading" && (
        <EmptyState picture="quiet" placed="middle" title={say(isEmpty ? "empty.title" : "empty.choose")}>
          <p>{say(isEmpty ? "empty.text" : "empty.chooseText")}</p>
        </EmptyState>
      )}
    </ThreadPane>
  );
}
