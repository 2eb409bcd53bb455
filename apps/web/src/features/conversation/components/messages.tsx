import type { Conversation, ConversationSnapshot } from "@kring/client";
import type { ConversationView } from "@kring/domain/contract";
import { Button, EmptyState, JumpButton, MessageLog, Skeleton } from "@kring/ui";
import { ArrowUp } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { useJump } from "../jump.ts";
import { answeredIn, cutBlocks, findMessage } from "../model/rows.ts";
import { useActsByKeys } from "../use-acts-by-keys.ts";
import { useHistory } from "../use-history.ts";
import { useJumping } from "../use-jumping.ts";
import { useReadMarks } from "../use-read-marks.ts";
import { useSay } from "../use-say.ts";
import { useScrollPlace } from "../use-scroll-place.ts";
import { useToday } from "../use-today.ts";
import { MessageBlock } from "./message-block.tsx";
import { PendingMessages } from "./pending-messages.tsx";

const MessageMenu = lazy(async () => ({ default: (await import("./message-menu.tsx")).MessageMenu }));

export interface MessagesProps {
  conversation: Conversation;
  snapshot: ConversationSnapshot;
  view: ConversationView;
}

/** What was said, from as far back as was scrolled to up to what is still being sent. */
export function Messages({ conversation, snapshot, view }: MessagesProps) {
  const say = useSay();
  const today = useToday();
  const scroll = useRef<HTMLDivElement>(null);
  const { entries, pending, firstUnread, hasOlder, loadingOlder, receipts, changing } = snapshot;
  const oldest = entries[0]?.n ?? 0;
  const jump = useJump();
  const blocks = useMemo(() => cutBlocks(entries), [entries]);
  const history = useHistory(scroll, conversation, snapshot);
  const place = useScrollPlace(scroll, snapshot);
  const answered = useMemo(() => answeredIn(entries, pending), [entries, pending]);
  const [menu, setMenu] = useState<{ n: number; button: HTMLElement } | null>(null);
  const openMenu = useCallback((n: number, button: HTMLElement) => setMenu({ n, button }), []);
  const message = menu && findMessage(entries, menu.n);
  const jumping = useJumping(conversation, snapshot, view.id, place.goTo);
  useActsByKeys(scroll, entries);
  useReadMarks(scroll, conversation, entries, view.readSeq);

  if (snapshot.state === "loading" && entries.length === 0) {
    return (
      <div className="log-frame">
        <div className="pane-pad grow">
          <Skeleton label={say("common:loading")} rows={5} />
        </div>
      </div>
    );
  }
  if (entries.length === 0 && pending.length === 0) {
    return (
      <div className="log-frame">
        <EmptyState picture="quiet" placed="middle" title={say("empty.quiet")}>
          <p>{say("empty.quietText")}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <MessageLog
      label={say("thread.log")}
      scrollLabel={say("thread.scroll")}
      scrollRef={scroll}
      onScroll={() => {
        place.onScroll();
        history.onScroll();
      }}
      floating={
        <Floating
          isJumping={jumping.isJumping}
          isAway={place.isAway}
          unread={view.unread}
          toUnread={firstUnread !== null && firstUnread < oldest ? () => jump.to(view.id, firstUnread) : null}
          toNewest={place.toNewest}
        />
      }
    >
      {hasOlder && (
        <div className="older">
          {loadingOlder && <p className="sm mute">{say("thread.loadingOlder")}</p>}
          {history.hasFailed && (
            <p className="row wrap sm">
              {say("thread.olderFailed")}
              <Button dense onPress={history.retry}>
                {say("common:retry")}
              </Button>
            </p>
          )}
        </div>
      )}
      {blocks.map((block) => (
        <MessageBlock
          key={block.key}
          block={block}
          view={view}
          receipts={receipts}
          firstUnread={firstUnread}
          today={today}
          conversation={conversation}
          changing={changing}
          answered={answered}
          actsOf={menu?.n ?? null}
          onActs={openMenu}
        />
      ))}
      <PendingMessages conversation={conversation} pending={pending} view={view} answered={answered} />
      {menu && message && (
        <Suspense>
          <MessageMenu
            key={menu.n}
            conversation={conversation}
            view={view}
            message={message}
            button={menu.button}
            onClose={() => setMenu(null)}
          />
        </Suspense>
      )}
    </MessageLog>
  );
}

interface FloatingProps {
  isJumping: boolean;
  isAway: boolean;
  unread: number;
  /** The first unread message is not on the page. */
  toUnread: (() => void) | null;
  toNewest: () => void;
}

/** Ways to elsewhere in the history, over the messages. */
function Floating({ isJumping, isAway, unread, toUnread, toNewest }: FloatingProps) {
  const say = useSay();
  if (isJumping) {
    return (
      <p className="jump note" role="status">
        {say("message:search.jumping")}
      </p>
    );
  }
  if (toUnread !== null) {
    return (
      <Button dense className="jump" icon={ArrowUp} onPress={toUnread}>
        {say("message:unreadAbove")}
      </Button>
    );
  }
  return isAway && <JumpButton label={say("thread.newest")} count={unread} onPress={toNewest} />;
}
