import type { ConversationSnapshot } from "@kring/client";
import type { ConversationId, ConversationView } from "@kring/domain/contract";
import { Announcer, Banner, Button, EmptyState, Skeleton, ThreadPane, useBreakpoint } from "@kring/ui";
import { WifiOff } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useKring, useStore } from "../../../shared/realtime.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDetailsOpen } from "../details-open.ts";
import { titleOf } from "../model/titles.ts";
import { useAnnouncement } from "../use-announcement.ts";
import { useFileDrop } from "../use-file-drop.ts";
import { useIsOffline } from "../use-is-offline.ts";
import { useSay } from "../use-say.ts";
import { useSearchKey } from "../use-search-key.ts";
import { useUploads } from "../use-uploads.ts";
import { withWords } from "./acts/load-acts.ts";
import { Messages } from "./messages.tsx";
import { ThreadHead } from "./thread-head.tsx";

const afterOpeningMs = 1500;
const loadDetails = () => import("./conversation-details.tsx");
// Asked for together with the page: what was said is read while the place to answer comes.
const composerArea = import("./composer-area.tsx");
composerArea.catch(() => undefined);
const ComposerArea = lazy(async () => ({ default: (await composerArea).ComposerArea }));
const AbsenceNotes = lazy(async () => ({ default: (await import("./absence-notes.tsx")).AbsenceNotes }));
const GonePane = lazy(async () => ({ default: (await import("./gone-pane.tsx")).GonePane }));
const AccessRequestBanner = lazy(
  withWords(async () => ({ default: (await import("./acts/access-request.tsx")).AccessRequestBanner })),
);
const loadProposalBanner = withWords(async () => ({
  default: (await import("./acts/proposal-banner.tsx")).ProposalBanner,
}));
const ProposalBanner = lazy(loadProposalBanner);
const ThreadSearch = lazy(async () => ({ default: (await import("./thread-search.tsx")).ThreadSearch }));
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
  if (snapshot.state === "gone") {
    return (
      <Suspense fallback={null}>
        <GonePane wasHere={wasHere.current} />
      </Suspense>
    );
  }
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
  const [isSearching, setSearching] = useState(false);
  const uploads = useUploads(id);
  const pane = useRef<HTMLDivElement>(null);
  const isDropping = useFileDrop(pane, view.can.send ? uploads.add : null);
  useSearchKey(useCallback(() => setSearching(true), []));
  // Stays, once it was there: an answer that is being given outlives the request.
  const hadRequest = useRef(false);
  const hasProposals = view.proposals.length > 0;
  useEffect(() => {
    if (hasProposals) loadProposalBanner().catch(() => undefined);
  }, [hasProposals]);
  if (view.accessRequests.length > 0 || view.accessEscalation) hadRequest.current = true;
  const announcement = useAnnouncement(snapshot, view);
  const title = titleOf(view, language, say);
  return (
    <>
      <ThreadPane
        label={say("thread.label", { title })}
        head={<ThreadHead view={view} title={title} search={{ isOpen: isSearching, setOpen: setSearching }} />}
        banner={
          <>
            {isOffline && (
              <Banner icon={WifiOff} title={say("offline.title")}>
                {say("offline.text")}
              </Banner>
            )}
            {hadRequest.current && (
              <Suspense>
                <AccessRequestBanner view={view} />
              </Suspense>
            )}
            {view.can.add && view.proposals.length > 0 && !isOpen && (
              <Suspense>
                <ProposalBanner view={view} />
              </Suspense>
            )}
          </>
        }
      >
        <div className="thread-body" ref={pane}>
          {snapshot.state === "failed" ? (
            <LoadFailed onRetry={() => void conversation.reload()} />
          ) : (
            <Messages conversation={conversation} snapshot={snapshot} view={view} />
          )}
          {isSearching && (
            <Suspense>
              <ThreadSearch id={id} onClose={() => setSearching(false)} />
            </Suspense>
          )}
          {isDropping && <p className="drop">{say("message:attach.drop")}</p>}
        </div>
        <Announcer>{announcement}</Announcer>
        <Suspense fallback={<div className="composer awaited" />}>
          {view.can.send && view.roster.participants.some(({ absence }) => absence !== null) && (
            <AbsenceNotes view={view} />
          )}
          <ComposerArea conversation={conversation} view={view} typing={snapshot.typing} entries={snapshot.entries} />
        </Suspense>
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
