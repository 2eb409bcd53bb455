import { ConversationId } from "@kring/domain/contract";
import { ThreePane } from "@kring/ui";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { ConversationList } from "../components/conversation-list.tsx";
import { DetailsOpenContext } from "../details-open.ts";
import { type Jump, JumpContext, type JumpTarget } from "../jump.ts";

/** The list, and beside it the conversation that is open. */
export function ConversationsPage() {
  const { conversationId } = useParams({ strict: false });
  const current = ConversationId.safeParse(conversationId).data ?? null;
  const [isOpen, setOpen] = useState(false);
  const details = useMemo(() => ({ isOpen, setOpen }), [isOpen]);
  const jump = useJumping();
  return (
    <JumpContext value={jump}>
      <DetailsOpenContext value={details}>
        <ThreePane details={isOpen && current !== null}>
          <ConversationList current={current} />
          <Outlet />
        </ThreePane>
      </DetailsOpenContext>
    </JumpContext>
  );
}

function useJumping(): Jump {
  const navigate = useNavigate();
  const [target, setTarget] = useState<JumpTarget | null>(null);
  const to = useCallback(
    (conversation: ConversationId, n: number) => {
      setTarget({ conversation, n });
      void navigate({ to: "/conversations/$conversationId", params: { conversationId: conversation } });
    },
    [navigate],
  );
  return useMemo(() => ({ target, to }), [target, to]);
}
