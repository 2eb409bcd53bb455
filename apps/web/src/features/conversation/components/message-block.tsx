import type { ChangingMessage, Conversation } from "@kring/client";
import type { ConversationView, Roster } from "@kring/domain/contract";
import { DayLine, EventLine, MessageActs, MessageBubble, MessageState, UnreadLine } from "@kring/ui";
import { memo, type ReactNode } from "react";
import { clockTime, dateTime, dayInWords, listInWords, momentInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { deletedInWords } from "../model/message-in-words.ts";
import { besideName, findPerson, nameOf, othersIn, shortNames } from "../model/people.ts";
import {
  type Block,
  buildRows,
  clampReceipts,
  isSameBlock,
  type Receipt,
  type Row,
  readersOf,
  sameReceipts,
} from "../model/rows.ts";
import { eventInWords } from "../model/titles.ts";
import { useSay } from "../use-say.ts";
import { type AnsweredMessages, AnsweredQuote, sameAnswered } from "./answered-quote.tsx";
import { ChangeState } from "./change-state.tsx";
import { LazyMessageFiles } from "./lazy-message-files.tsx";
import { MessageText } from "./message-text.tsx";
import { PersonAvatar, PersonMark } from "./person.tsx";

export interface MessageBlockProps {
  block: Block;
  view: ConversationView;
  receipts: readonly Receipt[];
  firstUnread: number | null;
  today: number;
  conversation: Conversation;
  changing: ReadonlyMap<number, ChangingMessage>;
  /** What messages in this block answer. */
  answered: AnsweredMessages;
  /** The message whose menu is open. */
  actsOf: number | null;
  onActs: (n: number, button: HTMLElement) => void;
}

const holds = (block: Block, n: number | null): boolean => n !== null && block.entries.some((entry) => entry.n === n);

/** Fifty entries at most; drawn again only when something in them looks different. */
export const MessageBlock = memo(
  function MessageBlock({ block, receipts, firstUnread, ...rest }: MessageBlockProps) {
    const seen = clampReceipts(receipts, block);
    const rows = buildRows(block, firstUnread);
    return (
      <div className="log-block">
        {rows.map((row, index) => (
          <RowOf key={row.key} row={row} next={rows[index + 1]} receipts={seen} {...rest} />
        ))}
      </div>
    );
  },
  (a, b) =>
    isSameBlock(a.block, b.block) &&
    a.view.roster === b.view.roster &&
    a.view.can.send === b.view.can.send &&
    a.today === b.today &&
    a.conversation === b.conversation &&
    a.onActs === b.onActs &&
    (a.actsOf === b.actsOf || !(holds(a.block, a.actsOf) || holds(b.block, b.actsOf))) &&
    (a.changing === b.changing ||
      b.block.entries.every(({ n }) => a.changing.get(n)?.state === b.changing.get(n)?.state)) &&
    sameAnswered(b.block, a.answered, b.answered) &&
    (a.firstUnread === b.firstUnread || !(holds(a.block, a.firstUnread) || holds(b.block, b.firstUnread))) &&
    sameReceipts(clampReceipts(a.receipts, a.block), clampReceipts(b.receipts, b.block)),
);

interface RowProps<Kind extends Row["kind"] = Row["kind"]> extends Omit<MessageBlockProps, "block" | "firstUnread"> {
  row: Extract<Row, { kind: Kind }>;
  next: Row | undefined;
}

function RowOf({ row, ...rest }: RowProps) {
  const say = useSay();
  const language = useLanguage();
  switch (row.kind) {
    case "day":
      return <DayLine>{dayInWords(row.at, rest.today, language)}</DayLine>;
    case "new":
      return <UnreadLine id="unread">{say("thread.new")}</UnreadLine>;
    case "event":
      return (
        <div id={`m${row.entry.n}`}>
          <EventLine>{eventInWords(row.entry, rest.view, say)}</EventLine>
        </div>
      );
    case "message": {
      const isOwn = findPerson(rest.view.roster, row.entry.by)?.you ?? false;
      return isOwn ? <OwnMessage row={row} {...rest} /> : <OthersMessage row={row} {...rest} />;
    }
  }
}

/** What every message shows, whoever wrote it. */
function useContents({ row: { entry }, view, conversation, answered, actsOf, onActs, today }: RowProps<"message">) {
  const say = useSay();
  const language = useLanguage();
  if (entry.deleted) return { gone: deletedInWords(entry, view.roster, say) };
  const canAct = view.can.send || entry.text !== "";
  return {
    quote: entry.re !== undefined && (
      <AnsweredQuote conversation={conversation} view={view} re={entry.re} answered={answered} />
    ),
    children: entry.text !== "" && <MessageText text={entry.text} />,
    files: entry.files && <LazyMessageFiles conversation={view.id} files={entry.files} />,
    note: entry.edited !== undefined && (
      <time dateTime={dateTime(entry.edited)}>
        {say("message:edited", { when: momentInWords(entry.edited, Math.max(today, entry.edited), language) })}
      </time>
    ),
    acts: canAct && (
      <MessageActs
        label={say("message:actions.label")}
        isOpen={actsOf === entry.n}
        onOpen={(button) => onActs(entry.n, button)}
      />
    ),
  } satisfies Record<string, ReactNode>;
}

function OthersMessage(props: RowProps<"message">) {
  const say = useSay();
  const language = useLanguage();
  const { row, view } = props;
  const { entry, more } = row;
  const person = findPerson(view.roster, entry.by);
  const name = person === undefined ? say("anonymous") : nameOf(person, say);
  const time = clockTime(entry.at, language);
  return (
    <MessageBubble
      id={`m${entry.n}`}
      from="other"
      more={more}
      avatar={person && <PersonAvatar person={person} />}
      name={name}
      mark={person && <PersonMark person={person} />}
      as={person && besideName(person, view.roster, say)}
      time={time}
      dateTime={dateTime(entry.at)}
      spokenHead={say("thread.spokenHead", { name, time })}
      {...useContents(props)}
    />
  );
}

function OwnMessage(props: RowProps<"message">) {
  const say = useSay();
  const language = useLanguage();
  const { row, next, view, receipts, changing, conversation } = props;
  const { entry, more, endsRun } = row;
  const time = clockTime(entry.at, language);
  const readers = readersOf(entry.n, receipts);
  const nextReaders = next?.kind === "message" ? readersOf(next.entry.n, receipts) : [];
  const saysState = endsRun || readers.length !== nextReaders.length;
  const names = readerNames(view.roster, readers, say);
  const change = changing.get(entry.n);
  const sent =
    names.length > 0 ? (
      <MessageState state="read">{say("state.read", { time, names: listInWords(names, language) })}</MessageState>
    ) : (
      <MessageState state="sent">{say("state.sent", { time })}</MessageState>
    );
  return (
    <MessageBubble
      id={`m${entry.n}`}
      from="own"
      more={more}
      spokenHead={say("thread.spokenHead", { name: say("you"), time })}
      {...useContents(props)}
      state={
        change ? (
          <ChangeState conversation={conversation} n={entry.n} change={change} />
        ) : (
          saysState && !entry.deleted && sent
        )
      }
    />
  );
}

/** Names of readers whose receipts this viewer gets; never how many there are besides. */
function readerNames(roster: Roster, readers: readonly string[], say: ReturnType<typeof useSay>): string[] {
  const others = othersIn(roster);
  const short = shortNames(others, say);
  return others.filter(({ handle }) => readers.includes(handle)).map((person) => short.get(person.handle) ?? "");
}
