import type { ChangingMessage, Conversation } from "@kring/client";
import { MessageState } from "@kring/ui";
import { useSay } from "../use-say.ts";

export interface ChangeStateProps {
  conversation: Conversation;
  n: number;
  change: ChangingMessage;
}

/** What becomes of a change to one's own message; refused, the message stands as it was, and one may try again. */
export function ChangeState({ conversation, n, change: { what, state, error = "internal" } }: ChangeStateProps) {
  const say = useSay();
  const act = what.kind;
  if (state !== "failed") return <MessageState state={state}>{say(`message:${act}.${state}`)}</MessageState>;
  return (
    <MessageState
      state="failed"
      actions={[
        { label: say("message:edit.retry"), onPress: () => conversation.retryChange(n) },
        { label: say("message:edit.leave"), onPress: () => conversation.discardChange(n) },
      ]}
    >
      {say(`message:${act}.failed`, { reason: say(`common:refusals.${error}`) })}
    </MessageState>
  );
}
