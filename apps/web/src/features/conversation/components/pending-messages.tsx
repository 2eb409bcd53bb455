import type { Conversation, PendingMessage } from "@kring/client";
import { MessageBubble, MessageState } from "@kring/ui";
import { useSay } from "../use-say.ts";
import { MessageText } from "./message-block.tsx";

export interface PendingMessagesProps {
  conversation: Conversation;
  pending: readonly PendingMessage[];
}

/** Messages of one's own that are not stored yet, after everything that is. */
export function PendingMessages({ conversation, pending }: PendingMessagesProps) {
  const failed = pending.findIndex(({ state }) => state === "failed");
  return pending.map((message, index) => (
    <Pending key={message.id} conversation={conversation} message={message} isHeld={failed !== -1 && index > failed} />
  ));
}

interface PendingProps {
  conversation: Conversation;
  message: PendingMessage;
  /** One before it failed, and order is kept. */
  isHeld: boolean;
}

function Pending({ conversation, message, isHeld }: PendingProps) {
  const say = useSay();
  const { id, text, state, error } = message;
  return (
    <MessageBubble
      from="own"
      outline={state === "failed" ? "failed" : "pending"}
      spokenHead={say("you")}
      state={
        state === "failed" ? (
          <MessageState
            state="failed"
            actions={[
              { label: say("state.retry"), onPress: () => conversation.retry(id) },
              { label: say("state.remove"), onPress: () => conversation.discard(id) },
            ]}
          >
            {error === undefined || error === "internal"
              ? say("state.failed")
              : say("state.failedBecause", { reason: say(`common:refusals.${error}`) })}
          </MessageState>
        ) : (
          <MessageState state={state}>{say(isHeld ? "state.held" : `state.${state}`)}</MessageState>
        )
      }
    >
      <MessageText text={text} />
    </MessageBubble>
  );
}
