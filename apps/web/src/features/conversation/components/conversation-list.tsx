import type { ConversationId, ConversationView } from "@kring/domain/contract";
import {
  Button,
  EmptyState,
  FilterTabs,
  IconLink,
  ItemList,
  Link,
  ListNote,
  ListPane,
  PaneHead,
  SearchField,
  Skeleton,
} from "@kring/ui";
import { SquarePen } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { useKring, useStore } from "../../../shared/realtime.ts";
import { startPath } from "../../../shared/start-with.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { isAboutClient } from "../model/people.ts";
import { matchesQuery } from "../model/titles.ts";
import { useListKeys } from "../use-list-keys.ts";
import { useSay } from "../use-say.ts";
import { useToday } from "../use-today.ts";
import { ConversationRow } from "./conversation-row.tsx";

const FoundMessages = lazy(async () => ({ default: (await import("./found-messages.tsx")).FoundMessages }));

type Filter = "all" | "unread" | "clients";

export function ConversationList({ current }: { current: ConversationId | null }) {
  const say = useSay();
  const Title = current === null ? "h1" : "h2";
  const { conversations } = useKring();
  const { state, items, unread, more, loadingMore } = useStore(conversations);
  const [filter, setFilter] = useState<Filter>("all");
  const [query, setQuery] = useState("");
  const shown = useShown(items, filter, query, current);
  const { account } = useMe();
  const hasOthers = items.some((view) => !isAboutClient(view)) && items.some(isAboutClient);
  const options: { id: Filter; label: string }[] = [
    { id: "all", label: say("list.all") },
    {
      id: "unread",
      label:
        unread > 0 ? say("list.unreadCount", { number: unread > 99 ? "99+" : String(unread) }) : say("list.unread"),
    },
  ];
  if (account.kind === "professional" && hasOthers) options.push({ id: "clients", label: say("list.clients") });
  return (
    <ListPane
      label={say("list.title")}
      head={
        <PaneHead
          end={
            <>
              <IconLink href={startPath()} icon={SquarePen} label={say("list.start")} />
              <span className="only-phone">
                <QuickExitButton />
              </span>
            </>
          }
        >
          <Title>{say("list.title")}</Title>
        </PaneHead>
      }
      tools={
        items.length > 0 && (
          <>
            <SearchField label={say("list.search")} value={query} onChange={setQuery} clearLabel={say("list.clear")} />
            <FilterTabs label={say("list.show")} options={options} value={filter} onChange={setFilter} />
          </>
        )
      }
    >
      {state === "loading" && items.length === 0 && (
        <div className="pane-pad">
          <Skeleton label={say("common:loading")} rows={5} />
        </div>
      )}
      {state === "failed" && items.length === 0 && (
        <div className="pane-pad stack">
          <p>{say("list.failed")}</p>
          <div>
            <Button dense onPress={() => conversations.refresh()}>
              {say("common:retry")}
            </Button>
          </div>
        </div>
      )}
      {state === "ready" && items.length === 0 && <NoConversations />}
      {items.length > 0 && shown.length === 0 && <NothingShown filter={filter} query={query} />}
      {shown.length > 0 && (
        <Items
          views={shown}
          current={current}
          onEnd={more && !loadingMore ? () => void conversations.loadMore().catch(() => undefined) : null}
        />
      )}
      {items.length > 0 && [...query.trim()].length > 1 && (
        <section className="found-in-list" aria-label={say("message:search.inMessages")}>
          <h3>{say("message:search.inMessages")}</h3>
          <Suspense>
            <FoundMessages query={query} conversation={null} />
          </Suspense>
        </section>
      )}
      {account.kind === "client" && (
        <p className="list-about-me">
          <Link href="/conversations/about-me">{say("list.aboutMe")}</Link>
        </p>
      )}
    </ListPane>
  );
}

/** What filter and query leave; the open conversation stays in sight while it is read. */
function useShown(items: readonly ConversationView[], filter: Filter, query: string, current: ConversationId | null) {
  const say = useSay();
  const language = useLanguage();
  const { account } = useMe();
  return items.filter((view) => {
    if (filter === "unread" && view.unread === 0 && view.id !== current) return false;
    if (filter === "clients" && !isAboutClient(view)) return false;
    return query.trim() === "" || matchesQuery(view, query, account.kind, language, say);
  });
}

interface ItemsProps {
  views: readonly ConversationView[];
  current: ConversationId | null;
  /** Reads more when the end of the list comes near; null when there is no more. */
  onEnd: (() => void) | null;
}

function Items({ views, current, onEnd }: ItemsProps) {
  const say = useSay();
  const today = useToday();
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (onEnd === null || end.current === null) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && onEnd(), {
      root: list.current,
      rootMargin: "400px",
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [onEnd]);
  return (
    <ItemList label={say("list.label")} ref={list}>
      {views.map((view) => (
        <li key={view.id}>
          <ConversationRow view={view} current={view.id === current} today={today} />
        </li>
      ))}
      {onEnd !== null && <li ref={end} className="list-end" aria-hidden="true" />}
    </ItemList>
  );
}

function NothingShown({ filter, query }: { filter: Filter; query: string }) {
  const say = useSay();
  const none = filter === "unread" ? say("list.noneUnread") : say("list.noneClients");
  return (
    <div role="status">
      <ListNote>{query.trim() === "" ? none : say("list.noneFound", { query: query.trim() })}</ListNote>
    </div>
  );
}

function NoConversations() {
  const say = useSay();
  return (
    <>
      <div className="only-wide">
        <ListNote>{say("list.none")}</ListNote>
      </div>
      <div className="only-phone">
        <EmptyState picture="quiet" placed="list" title={say("empty.title")}>
          <p>{say("empty.text")}</p>
        </EmptyState>
      </div>
    </>
  );
}
