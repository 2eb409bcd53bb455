import type { LogLine } from "@kring/domain/contract";
import { EmptyState, Main, Page, Skeleton } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { clockTime, dateTime, dayInWords } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { LoadMore } from "../../../shared/load-more.tsx";
import { LogSentence, useLogWords } from "../../../shared/log-sentence.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { contactHistoryQuery } from "../api/contact-history.ts";
import "../components/contact-history.css";
import { byDay } from "../model/by-day.ts";

/** Every action in the client's own account: who, when, on what ground. */
export function ContactHistoryPage() {
  const { t } = useTranslation("own");
  return (
    <Main>
      <Page title={t("history.title")} lead={t("history.lead")} end={<QuickExitButton />}>
        <History />
      </Page>
    </Main>
  );
}

function History() {
  const { t } = useTranslation(["own", "common"]);
  const history = useInfiniteQuery(contactHistoryQuery);
  if (history.isPending) return <Skeleton label={t("common:loading")} rows={6} kind="lines" />;
  if (history.isError) return <Failed error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data.length === 0) {
    return (
      <EmptyState picture="quiet" title={t("own:history.none")}>
        <p>{t("own:history.noneText")}</p>
      </EmptyState>
    );
  }
  return (
    <div className="history narrow">
      {byDay(history.data).map(({ day, lines }) => (
        <Day key={day} day={day} lines={lines} />
      ))}
      <LoadMore query={history} label={t("own:history.older")} />
    </div>
  );
}

function Day({ day, lines }: { day: number; lines: LogLine[] }) {
  const { t } = useTranslation("own");
  const language = useLanguage();
  const { groundIn } = useLogWords();
  const title = dayInWords(day, Date.now(), language);
  return (
    <section>
      <h2>{title}</h2>
      <ol aria-label={t("history.list", { day: title })}>
        {lines.map((line) => (
          <li key={`${line.at} ${line.n} ${line.action}`}>
            <time dateTime={dateTime(line.at)}>{clockTime(line.at, language)}</time>
            <div>
              <p>
                <LogSentence line={line} />
              </p>
              {line.ground !== "own-account" && (
                <p className="sm mute">{t("history.ground", { ground: groundIn(line) })}</p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
