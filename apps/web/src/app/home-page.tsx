import { Link, Main, Page, Rows, Skeleton } from "@kring/ui";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { UnreadConversations } from "../features/conversation/components/unread-conversations.tsx";
import { UnreadNotices } from "../features/inbox/components/unread-notices.tsx";
import { useLatestUnread, useUnreadNotices } from "../features/inbox/use-unread-notices.ts";
import { placesOf, TaskRows, useOpenTasks } from "../features/own/components/task-rows.tsx";
import { useSomeWithoutTherapist, WithoutTherapistRow } from "../features/own/components/without-therapist.tsx";
import { InvitationRows, useInvitations } from "../features/own-link/components/invitation-rows.tsx";
import { LinkedPeople } from "../features/own-link/components/linked-people.tsx";
import { longDate } from "../shared/dates.ts";
import { QuickExitButton } from "../shared/leave.tsx";
import { useMe } from "../shared/me.ts";
import { useKring, useStore } from "../shared/realtime.ts";
import { useLanguage } from "../shared/use-language.ts";
import "./home-page.css";

const shownOfEach = 8;

const CircleView = lazy(async () => ({
  default: (await import("../features/own/components/circle-view.tsx")).CircleView,
}));

function greetingAt(hour: number) {
  if (hour >= 5 && hour < 12) return "home.morning";
  return hour >= 12 && hour < 18 ? "home.afternoon" : "home.evening";
}

function useGreeting(): { title: string; lead: string } {
  const { t } = useTranslation("common");
  const language = useLanguage();
  const { account } = useMe();
  const now = new Date();
  const name = account.name.split(" ")[0] ?? account.name;
  return {
    title: t(greetingAt(now.getHours()), { name }),
    lead: longDate(now.getTime(), now.getTime(), language),
  };
}

/** What waits for me; for a client, beside it, the people around them. */
export function HomePage() {
  const { account } = useMe();
  const { title, lead } = useGreeting();
  if (account.kind === "client") return <ClientHome title={title} lead={lead} />;
  return (
    <Main>
      <Page title={title} lead={lead} end={<QuickExitButton />}>
        {account.kind === "related-person" ? (
          <>
            <RelatedPersonsWaiting />
            <LinkedPeople />
          </>
        ) : (
          <Waiting />
        )}
      </Page>
    </Main>
  );
}

function ClientHome({ title, lead }: { title: string; lead: string }) {
  const { t } = useTranslation(["common", "own"]);
  return (
    <Main className="home">
      <div className="top-end">
        <QuickExitButton />
      </div>
      <div className="home-left">
        <header className="home-hello">
          <h1>{title}</h1>
          <p>{lead}</p>
        </header>
        <Waiting />
      </div>
      <div className="home-right">
        <Suspense fallback={<Skeleton label={t("common:loading")} rows={4} />}>
          <CircleView level={2} heading={<h2 id="circle-heading">{t("own:title")}</h2>} />
        </Suspense>
      </div>
    </Main>
  );
}

function RelatedPersonsWaiting() {
  const invitations = useInvitations();
  const some = (invitations?.length ?? 0) > 0;
  const places = ["/invitations", ...(invitations ?? []).map(({ id }) => `/invitations/${id}`)];
  return <Waiting first={some ? { rows: <InvitationRows />, places } : null} />;
}

interface WaitingProps {
  /** Rows before all others, and where they lead: a notice of the same need not stand beside them. */
  first?: { rows: ReactNode; places: readonly string[] } | null;
}

function Waiting({ first = null }: WaitingProps): ReactNode {
  const { t } = useTranslation(["common", "own"]);
  const { account } = useMe();
  const conversations = useStore(useKring().conversations);
  const notices = useUnreadNotices();
  const tasks = useOpenTasks();
  const open = tasks?.length ?? 0;
  const someWithoutTherapist = useSomeWithoutTherapist();
  const waits = first !== null || conversations.unread > 0 || notices > 0 || open > 0 || someWithoutTherapist;
  const told = new Set([...placesOf(tasks ?? []), ...(first?.places ?? [])]);
  const { latest, more } = useLatestUnread(shownOfEach, told);
  return (
    <section className="waiting narrow" aria-labelledby="waiting">
      <h2 id="waiting">{t("common:home.waiting")}</h2>
      {waits && (
        <Rows>
          {first?.rows}
          <TaskRows atMost={shownOfEach} />
          {someWithoutTherapist && <WithoutTherapistRow />}
          <UnreadConversations atMost={shownOfEach} />
          <UnreadNotices notices={latest} />
        </Rows>
      )}
      {conversations.state !== "loading" && tasks !== undefined && !more && open <= shownOfEach && (
        <p className="sm mute">{waits ? t("common:home.nothingMore") : t("common:home.nothing")}</p>
      )}
      <p className="home-ways">
        {open > shownOfEach && <Link href="/tasks">{t("own:tasks.all")}</Link>}
        {more && <Link href="/inbox">{t("common:home.toInbox")}</Link>}
        <Link href="/conversations">{t("common:home.toConversations")}</Link>
        {account.kind === "client" && (
          <Link href="/conversations/about-me">{t("common:titles.conversationsAboutMe")}</Link>
        )}
      </p>
    </section>
  );
}
