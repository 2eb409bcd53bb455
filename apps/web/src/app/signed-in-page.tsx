import { useTripleShift } from "@kring/ui";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { readInboxAgain } from "../features/inbox/api/inbox.ts";
import { useReadByVisiting } from "../features/inbox/use-read-by-visiting.ts";
import { useUnreadNotices } from "../features/inbox/use-unread-notices.ts";
import { readAgain } from "../shared/call.ts";
import { useLeave, useMayNeedExit } from "../shared/leave.tsx";
import { PlaceNamesContext } from "../shared/place-names.ts";
import { RealtimeContext, useKring, useStore } from "../shared/realtime.ts";
import { useLanguage } from "../shared/use-language.ts";
import { DocumentTitle } from "./document-title.tsx";
import { goToSignIn } from "./go-to-sign-in.ts";
import { keepFocus } from "./keep-focus.ts";
import { useNavigation } from "./navigation.tsx";
import { wakeRealtime } from "./realtime.ts";
import { Shell } from "./shell.tsx";
import { useConversationNames } from "./use-conversation-names.ts";

const signedIn = getRouteApi("/signed-in");

/** The frame of every page behind sign-in, with the realtime client of the account. */
export function SignedInPage() {
  const { kring } = signedIn.useRouteContext();
  return (
    <RealtimeContext value={kring}>
      <LiveShell />
    </RealtimeContext>
  );
}

function LiveShell() {
  useLive();
  useEffect(keepFocus, []);
  const unread = useStore(useKring().conversations).unread;
  const news = unread + useUnreadNotices();
  useFavicon(news);
  useWorkerInLanguage();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const nameOfPlace = useConversationNames();
  useReadByVisiting(path);
  const { quickly } = useLeave();
  useTripleShift(quickly, useMayNeedExit());
  return (
    <PlaceNamesContext value={nameOfPlace}>
      <DocumentTitle unread={news} />
      <OwnShell unread={unread} path={path} />
    </PlaceNamesContext>
  );
}

/** What the socket and the device tell that no single page is about. */
function useLive(): void {
  const kring = useKring();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { state } = useStore(kring.connection);
  useEffect(() => kring.onInboxChanged(() => void readInboxAgain(queryClient)), [kring, queryClient]);
  useEffect(() => kring.onViewChanged(() => readAgain(() => queryClient.invalidateQueries())), [kring, queryClient]);
  useEffect(() => {
    // What changed while nobody could tell is read again, too.
    if (state === "online") {
      readAgain(() => queryClient.invalidateQueries());
      void readInboxAgain(queryClient);
    }
    if (state === "ended") void goToSignIn(router, queryClient);
    // Sockets may be blocked where pages are not: then the list is at least what it is now.
    if (state === "offline" && kring.conversations.getSnapshot().state !== "ready") void kring.conversations.refresh();
  }, [state, router, queryClient, kring]);
  useEffect(() => {
    const wakes = ["online", "offline", "focus", "pageshow"] as const;
    for (const name of wakes) window.addEventListener(name, wakeRealtime);
    document.addEventListener("visibilitychange", wakeRealtime);
    return () => {
      for (const name of wakes) window.removeEventListener(name, wakeRealtime);
      document.removeEventListener("visibilitychange", wakeRealtime);
    };
  }, []);
}

/** What shows outside the page speaks the reader's language, too. */
function useWorkerInLanguage(): void {
  const language = useLanguage();
  useEffect(() => {
    void import("../features/inbox/model/worker.ts")
      .then((worker) => worker.keepWorkerInLanguage(language))
      .catch(() => undefined);
  }, [language]);
}

/** The mark of the tab says how much is new, until one signs out. */
function useFavicon(count: number): void {
  useEffect(() => {
    const shown = import("./favicon.ts");
    void shown.then(({ showInFavicon }) => showInFavicon(count));
    return () => void shown.then(({ showInFavicon }) => showInFavicon(0));
  }, [count]);
}

function OwnShell({ unread, path }: { unread: number; path: string }) {
  return (
    <Shell {...useNavigation(path, unread)}>
      <Outlet />
    </Shell>
  );
}
