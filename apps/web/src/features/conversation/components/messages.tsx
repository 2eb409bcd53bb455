import type { Conversation, ConversationSnapshot } from "@kring/client";
import type { ConversationView } from "@kring/domain/contract";
import { Button, EmptyState, JumpButton, MessageLog, Skeleton } from "@kring/ui";
import { useMemo, useRef } from "react";
import { cutBlocks } from "../model/rows.ts";
import { useHistory } from "../use-history.ts";
import { useReadMarks } from "../use-read-marks.ts";
import { useSay } from "../use-say.ts";
import { useScrollPlace } from "../use-scroll-place.ts";
import { useToday } from "../use-today.ts";
import { MessageBlock } from "./message-block.tsx";
import { PendingMessages } from "./pending-messages.tsx";

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
  const { entries, pending, firstUnread, hasOlder, loadingOlder, receipts } = snapshot;
  const blocks = useMemo(() => cutBlocks(entries), [entries]);
  const history = useHistory(scroll, conversation, snapshot);
  const place = useScrollPlace(scroll, snapshot);
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
        place.isAway && <JumpButton label={say("thread.newest")} count={view.unread} onPress={place.toNewest} />
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
        />
      ))}
      <PendingMessages conversation={conversation} pending={pending} />
    </MessageLog>
  );
}
