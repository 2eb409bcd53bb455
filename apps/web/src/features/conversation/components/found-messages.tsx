import type { ConversationId, ConversationView, MessageEntry } from "@kring/domain/contract";
import { Button } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { briefMoment, dateTime } from "../../../shared/dates.ts";
import { useKring } from "../../../shared/realtime.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useSettled } from "../../../shared/use-settled.ts";
import { foundMessagesQuery } from "../api/search-messages.ts";
import { useJump } from "../jump.ts";
import { excerptOf } from "../model/excerpt.ts";
import { findPerson, nameOf } from "../model/people.ts";
import { titleOf } from "../model/titles.ts";
import { useSay } from "../use-say.ts";
import { useToday } from "../use-today.ts";

const shortest = 2;
const settlesMs = 350;

export interface FoundMessagesProps {
  query: string;
  /** Only in this one; null is everywhere. */
  conversation: ConversationId | null;
  /** Somebody went to one of them. */
  onGo?: (() => void) | undefined;
}

/** Messages that contain what was typed; a press goes to where they stand. */
export function FoundMessages({ query, conversation, onGo }: FoundMessagesProps) {
  const say = useSay();
  const kring = useKring();
  const find = useSettled(query.trim(), settlesMs);
  const isLongEnough = [...find].length >= shortest;
  const search = useInfiniteQuery({ ...foundMessagesQuery(kring, find, conversation), enabled: isLongEnough });
  if (!isLongEnough) return <p className="list-note">{say("message:search.tooShort")}</p>;
  if (search.isError && !search.data) {
    return (
      <div className="pane-pad stack" role="alert">
        <p>{say("message:search.failed")}</p>
        <div>
          <Button dense onPress={() => void search.refetch()}>
            {say("common:retry")}
          </Button>
        </div>
      </div>
    );
  }
  if (!search.data) {
    return (
      <p className="list-note" role="status">
        {say("message:search.searching")}
      </p>
    );
  }
  const views = new Map(search.data.pages.flatMap((page) => page.conversations.map((view) => [view.id, view])));
  const found = search.data.pages.flatMap((page) => page.found);
  const none = search.hasNextPage ? "message:search.noneYet" : "message:search.none";
  return (
    <>
      <p className="list-note" role="status">
        {found.length === 0 ? say(none, { query: find }) : say("message:search.count", { count: found.length })}
      </p>
      <ul className="found-list" aria-label={say("message:search.results")}>
        {found.map(({ c, e }) => {
          const view = views.get(c);
          if (view === undefined || e.kind !== "message") return null;
          return (
            <li key={`${c} ${e.n}`}>
              <Found message={e} view={view} find={find} hasTitle={conversation === null} onGo={onGo} />
            </li>
          );
        })}
      </ul>
      {search.hasNextPage && (
        <div className="pane-pad">
          <Button
            dense
            onPress={() => void search.fetchNextPage()}
            busy={search.isFetchingNextPage && say("message:search.searching")}
          >
            {say("message:search.further")}
          </Button>
          {search.isFetchNextPageError && <p role="alert">{say("message:search.failed")}</p>}
        </div>
      )}
    </>
  );
}

interface FoundProps {
  message: MessageEntry;
  view: ConversationView;
  find: string;
  hasTitle: boolean;
  onGo: (() => void) | undefined;
}

function Found({ message, view, find, hasTitle, onGo }: FoundProps) {
  const say = useSay();
  const language = useLanguage();
  const today = useToday();
  const jump = useJump();
  const person = findPerson(view.roster, message.by);
  const name = person?.you ? say("you") : person ? nameOf(person, say) : say("anonymous");
  const title = titleOf(view, language, say);
  return (
    <button
      type="button"
      className="found-item"
      onClick={() => {
        jump.to(view.id, message.n);
        onGo?.();
      }}
    >
      <span className="top">
        <b>{hasTitle && title !== name ? `${name} · ${title}` : name}</b>
        <time dateTime={dateTime(message.at)}>{briefMoment(message.at, today, language)}</time>
      </span>
      <span className="excerpt">
        {excerptOf(message.text, find).map(({ text, isHit }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          isHit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
        )}
      </span>
    </button>
  );
}
