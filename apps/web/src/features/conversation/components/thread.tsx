import type { ConversationSnapshot } from "@kring/client";
import type { ConversationId, ConversationView } from "@kring/domain/contract";
import { Announcer, Banner, Button, EmptyState, Skeleton, ThreadPane, useBreakpoint } from "@kring/ui";
import { WifiOff } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useRef } from "react";
import { useKring, useStore } from "../../../shared/realtime.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDetailsOpen } from "../details-open.ts";
import { titleOf } from "../model/titles.ts";
import { useAnnouncement } from "../use-announcement.ts";
import { useIsOffline } from "../use-is-offline.ts";
import { useSay } from "../use-say.ts";
import { AbsenceNotes } from "./absence-notes.tsx";
import { AccessRequestBanner } from "./acts/access-request.tsx";
import { ComposerArea } from "./composer-area.tsx";
import { GonePane } from "./gone-pane.tsx";
import { Messages } from "./messages.tsx";
import { ThreadHead } from "./thread-head.tsx";

const afterOpeningMs = 1500;
const loadDetails = () => import("./conversation-details.tsx");
const ConversationDetails = lazy(async () => ({ default: (await loadDetails()).ConversationDetails }));

/** One conversation: who is in it, what was said, and where one writes. */
export function Thread({ id }: { id: ConversationId }) {
  const kring = useKring();
  const conversation = useMemo(() => kring.conversation(id), [kring, id]);
  const snapshot = useStore(conversation);
  const wasHere = useRef(false);
  useEffect(() => conversation.open(), [conversation]);
  useEffect(() => {
    // Before anybody asks for it, so that it opens without a connection too.
    const timer = setTimeout(() => void loadDetails().catch(() => undefined), afterOpeningMs);
    return () => clearTimeout(timer);
  }, []);
  if (snapshot.view !== null) wasHere.current = true;
  const { view } = snapshot;
  if (snapshot.state === "gone") return <GonePane wasHere={wasHere.current} />;
  if (view === null) return <ThreadWithoutView snapshot={snapshot} onRetry={() => void conversation.reload()} />;
  return <ThreadWithView id={id} view={view} snapshot={snapshot} />;
}

function ThreadWithView(props: { id: ConversationId; view: ConversationView; snapshot: ConversationSnapshot }) {
  const { id, view, snapshot } = props;
  const say = useSay();
  const language = useLanguage();
  const conversation = useKring().conversation(id);
  const { isOpen } = useDetailsOpen();
  // The pane covers the thread there, and with it the title of the page.
  const isPhone = useBreakpoint() === "phone";
  const isOffline = useIsOffline();
  const announcement = useAnnouncement(snapshot, view);
  const title = titleOf(view, language, say);
  return (
    <>
      <ThreadPane
        label={say("thread.label", { title })}
        head={<ThreadHead view={view} title={title} />}
        banner={
          <>
            {isOffline && (
              <Banner icon={WifiOff} title={say("offline.title")}>
                {say("offline.text")}
              </Banner>
            )}
            <AccessRequestBanner view={view} />
          </>
        }
      >
        {snapshot.state === "failed" ? (
          <LoadFailed onRetry={() => void conversation.reload()} />
        ) : (
          <Messages conversation={conversation} snapshot={snapshot} view={view} />
        )}
        <Announcer>{announcement}</Announcer>
        {view.can.send && <AbsenceNotes view={view} />}
        <ComposerArea conversation={conversation} view={view} typing={snapshot.typing} />
      </ThreadPane>
      {isOpen && isPhone && <h1 className="sr">{title}</h1>}
      {isOpen && (
        <Suspense>
          <ConversationDetails view={view} />
        </Suspense>
      )}
    </>
  );
}

function ThreadWithoutView({ snapshot, onRetry }: { snapshot: ConversationSnapshot; onRetry: () => void }) {
  const say = useSay();
  return (
    <ThreadPane label={say("common:titles.conversation")} head={<ThreadHead view={null} title="" />}>
      {snapshot.state === "failed" ? (
        <LoadFailed onRetry={onRetry} />
      ) : (
        <div className="pane-pad grow">
          <Skeleton label={say("common:loading")} rows={5} />
        </div>
      )}
    </ThreadPane>
  );
}

function LoadFailed({ onRetry }: { onRetry: () => void }) {
  const say = useSay();
  return (
    <EmptyState
      placed="middle"
      level={2}
      title={say("thread.failed")}
      action={<Button onPress={onRetry}>{say("common:retry")}</Button>}
    />
  );
}
