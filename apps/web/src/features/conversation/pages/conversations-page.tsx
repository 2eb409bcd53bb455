import { ConversationId } from "@kring/domain/contract";
import { ThreePane } from "@kring/ui";
import { Outlet, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { ConversationList } from "../components/conversation-list.tsx";
import { DetailsOpenContext } from "../details-open.ts";

/** The list, and beside it the conversation that is open. */
export function ConversationsPage() {
  const { conversationId } = useParams({ strict: false });
  const current = ConversationId.safeParse(conversationId).data ?? null;
  const [isOpen, setOpen] = useState(false);
  const details = useMemo(() => ({ isOpen, setOpen }), [isOpen]);
  return (
    <DetailsOpenContext value={details}>
      <ThreePane details={isOpen && current !== null}>
        <ConversationList current={current} />
        <Outlet />
      </ThreePane>
    </DetailsOpenContext>
  );
}
