import { useKring, useStore } from "../../../shared/realtime.ts";
import { useToday } from "../use-today.ts";
import { ConversationRow } from "./conversation-row.tsx";

/** Conversations with something new, as rows; for a list that holds more than conversations. */
export function UnreadConversations({ atMost }: { atMost: number }) {
  const { items } = useStore(useKring().conversations);
  const today = useToday();
  return items
    .filter(({ unread }) => unread > 0)
    .slice(0, atMost)
    .map((view) => (
      <li key={view.id} className="holds-item">
        <ConversationRow view={view} today={today} />
      </li>
    ));
}
