import type { ConversationView, Roster } from "@kring/domain/contract";
import { DayLine, EventLine, MessageBubble, MessageState, UnreadLine } from "@kring/ui";
import { memo } from "react";
import { clockTime, dateTime, dayInWords, listInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { linksInText } from "../model/links-in-text.ts";
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
import { PersonAvatar, PersonMark } from "./person.tsx";

export interface MessageBlockProps {
  block: Block;
  view: ConversationView;
  receipts: readonly Receipt[];
  firstUnread: number | null;
  today: number;
}

const holds = (block: Block, n: number | null): boolean => n !== null && block.entries.some((entry) => entry.n === n);

/** Fifty entries at most; drawn again only when something in them looks different. */
export const MessageBlock = memo(
  function MessageBlock({ block, view, receipts, firstUnread, today }: MessageBlockProps) {
    const seen = clampReceipts(receipts, block);
    const rows = buildRows(block, firstUnread);
    return (
      <div className="log-block">
        {rows.map((row, index) => (
          <RowOf key={row.key} row={row} next={rows[index + 1]} view={view} receipts={seen} today={today} />
        ))}
      </div>
    );
  },
  (a, b) =>
    isSameBlock(a.block, b.block) &&
    a.view.roster === b.view.roster &&
    a.today === b.today &&
    (a.firstUnread === b.firstUnread || !(holds(a.block, a.firstUnread) || holds(b.block, b.firstUnread))) &&
    sameReceipts(clampReceipts(a.receipts, a.block), clampReceipts(b.receipts, b.block)),
);

interface RowProps<Kind extends Row["kind"] = Row["kind"]> {
  row: Extract<Row, { kind: Kind }>;
  next: Row | undefined;
  view: ConversationView;
  receipts: readonly Receipt[];
  today: number;
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

export function MessageText({ text }: { text: string }) {
  return linksInText(text).map((part, index) =>
    part.kind === "text" ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    ),
  );
}

function OthersMessage({ row, view }: RowProps<"message">) {
  const say = useSay();
  const language = useLanguage();
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
    >
      <MessageText text={entry.text} />
    </MessageBubble>
  );
}

function OwnMessage({ row, next, view, receipts }: RowProps<"message">) {
  const say = useSay();
  const language = useLanguage();
  const { entry, more, endsRun } = row;
  const time = clockTime(entry.at, language);
  const readers = readersOf(entry.n, receipts);
  const nextReaders = next?.kind === "message" ? readersOf(next.entry.n, receipts) : [];
  const saysState = endsRun || readers.length !== nextReaders.length;
  const names = readerNames(view.roster, readers, say);
  return (
    <MessageBubble
      id={`m${entry.n}`}
      from="own"
      more={more}
      spokenHead={say("thread.spokenHead", { name: say("you"), time })}
      state={
        saysState &&
        (names.length > 0 ? (
          <MessageState state="read">{say("state.read", { time, names: listInWords(names, language) })}</MessageState>
        ) : (
          <MessageState state="sent">{say("state.sent", { time })}</MessageState>
        ))
      }
    >
      <MessageText text={entry.text} />
    </MessageBubble>
  );
}

/** Names of readers whose receipts this viewer gets; never how many there are besides. */
function readerNames(roster: Roster, readers: readonly string[], say: ReturnType<typeof useSay>): string[] {
  const others = othersIn(roster);
  const short = shortNames(others, say);
  return others.filter(({ handle }) => readers.includes(handle)).map((person) => short.get(person.handle) ?? "");
}
