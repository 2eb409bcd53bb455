import type { Conversation } from "@kring/client";
import type { ConversationView, MessageEntry } from "@kring/domain/contract";
import { Quote } from "@kring/ui";
import { useJump } from "../jump.ts";
import { deletedInWords, messageInLine } from "../model/message-in-words.ts";
import { findPerson, nameOf } from "../model/people.ts";
import type { Block } from "../model/rows.ts";
import { useSay } from "../use-say.ts";

/** Messages that are answered, by number, as far as they are here. */
export type AnsweredMessages = ReadonlyMap<number, MessageEntry>;

/** Whether what the messages of a block answer looks the same. */
export const sameAnswered = ({ entries }: Block, a: AnsweredMessages, b: AnsweredMessages): boolean =>
  a === b ||
  entries.every((entry) => entry.kind !== "message" || entry.re === undefined || a.get(entry.re) === b.get(entry.re));

export interface AnsweredQuoteProps {
  conversation: Conversation;
  view: ConversationView;
  re: number;
  answered: AnsweredMessages;
}

/** The message that another one answers, in short; a press goes there. */
export function AnsweredQuote({ view, re, answered }: AnsweredQuoteProps) {
  const say = useSay();
  const jump = useJump();
  if (re < view.readsFrom) return <Quote name={say("message:reply.hidden")}>{null}</Quote>;
  const message = answered.get(re);
  const person = message && findPerson(view.roster, message.by);
  const name = person?.you ? say("you") : person ? nameOf(person, say) : say("anonymous");
  const label = person?.you ? say("message:reply.jumpYou") : say("message:reply.jump", { name });
  const onPress = () => jump.to(view.id, re);
  if (message === undefined) {
    return (
      <Quote name={say("message:reply.older")} jump={{ label: say("message:reply.older"), onPress }}>
        {null}
      </Quote>
    );
  }
  return (
    <Quote name={name} jump={{ label, onPress }}>
      {message.deleted ? deletedInWords(message, view.roster, say) : messageInLine(message, say)}
    </Quote>
  );
}
