import { Link, Main, Page, Rows } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { UnreadConversations } from "../features/conversation/components/unread-conversations.tsx";
import { UnreadNotices, useUnreadNotices } from "../features/inbox/components/unread-notices.tsx";
import { longDate } from "../shared/dates.ts";
import { QuickExitButton } from "../shared/leave.tsx";
import { useMe } from "../shared/me.ts";
import { useKring, useStore } from "../shared/realtime.ts";
import { useLanguage } from "../shared/use-language.ts";

const shownOfEach = 8;

function greetingAt(hour: number) {
  if (hour >= 5 && hour < 12) return "home.morning";
  return hour >= 12 && hour < 18 ? "home.afternoon" : "home.evening";
}

/** What waits for me. */
export function HomePage() {
  const { t } = useTranslation("common");
  const language = useLanguage();
  const { account } = useMe();
  const conversations = useStore(useKring().conversations);
  const notices = useUnreadNotices();
  const now = new Date();
  const name = account.name.split(" ")[0] ?? account.name;
  const waits = conversations.unread > 0 || notices > 0;
  return (
    <Main>
      <Page
        title={t(greetingAt(now.getHours()), { name })}
        lead={longDate(now.getTime(), now.getTime(), language)}
        end={<QuickExitButton />}
      >
        <section className="waiting narrow" aria-labelledby="waiting">
          <h2 id="waiting">{t("home.waiting")}</h2>
          {waits && (
            <Rows>
              <UnreadConversations atMost={shownOfEach} />
              <UnreadNotices atMost={shownOfEach} />
            </Rows>
          )}
          {conversations.state !== "loading" && (
            <p className="sm mute">{waits ? t("home.nothingMore") : t("home.nothing")}</p>
          )}
          <p>
            <Link href="/conversations">{t("home.toConversations")}</Link>
          </p>
        </section>
      </Page>
    </Main>
  );
}
