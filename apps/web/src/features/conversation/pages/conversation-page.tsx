import { ConversationId } from "@kring/domain/contract";
import { useParams } from "@tanstack/react-router";
import { GonePane } from "../components/gone-pane.tsx";
import { Thread } from "../components/thread.tsx";

/** One conversation. An address that can't be one looks like one that isn't there. */
export function ConversationPage() {
  const { conversationId } = useParams({ strict: false });
  const id = ConversationId.safeParse(conversationId);
  if (!id.success) return <GonePane wasHere={false} />;
  return <Thread key={id.data} id={id.data} />;
}
