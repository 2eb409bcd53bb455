import type { Conversation, PendingMessage } from "@kring/client";
import type { ConversationView } from "@kring/domain/contract";
import { MessageBubble, MessageState } from "@kring/ui";
import { useSay } from "../use-say.ts";
import { type AnsweredMessages, AnsweredQuote } from "./answered-quote.tsx";
import { LazyMessageFiles } from "./lazy-message-files.tsx";
import { MessageText } from "./message-text.tsx";

export interface PendingMessagesProps {
  conversation: Conversation;
  pending: readonly PendingMessage[];
  view: ConversationView;
  answered: AnsweredMessages;
}

/** Messages of one's own that are not stored yet, after everything that is. */
export function PendingMessages({ pending, ...rest }: PendingMessagesProps) {
  const failed = pending.findIndex(({ state }) => state === "failed");
  return pending.map((message, index) => (
    <Pending key={message.id} message={message} isHeld={failed !== -1 && index > failed} {...rest} />
  ));
}

interface PendingProps extends Omit<PendingMessagesProps, "pending"> {
  message: PendingMessage;
  /** One before it failed, and order is kept. */
  isHeld: boolean;
}

function Pending({ conversation, message, isHeld, view, answered }: PendingProps) {
  const say = useSay();
  const { id, text, re, files, state, error } = message;
  return (
    <MessageBubble
      from="own"
      outline={state === "failed" ? "failed" : "pending"}
      spokenHead={say("you")}
      quote={re !== undefined && <AnsweredQuote conversation={conversation} view={view} re={re} answered={answered} />}
      files={files && <LazyMessageFiles conversation={view.id} files={files} />}
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
      {text !== "" && <MessageText text={text} />}
    </MessageBubble>
  );
}
