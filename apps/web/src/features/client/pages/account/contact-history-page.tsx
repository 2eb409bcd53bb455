import type { LogLine } from "@kring/domain/contract";
import { Row, Rows } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { clockTime, dateTime, dayInWords, isSameDay } from "../../../../shared/dates.ts";
import { LoadMore } from "../../../../shared/load-more.tsx";
import { LogSentence, useLogWords } from "../../../../shared/log-sentence.tsx";
import { useLanguage } from "../../../../shared/use-language.ts";
import { contactHistoryQuery } from "../../api/contact-history.ts";
import { Loaded, Section } from "../../components/section.tsx";
import { firstNameOf, useClient } from "../../use-client.ts";

interface Day {
  at: number;
  lines: { key: string; line: LogLine }[];
}

/** Lines of one calendar day, newest first, as they come; two may be alike to the millisecond. */
function byDay(lines: readonly LogLine[]): Day[] {
  const days: Day[] = [];
  for (const [place, line] of lines.entries()) {
    const last = days.at(-1);
    const keyed = { key: String(line.n ?? `${line.at}-${place}`), line };
    if (last !== undefined && isSameDay(last.at, line.at)) last.lines.push(keyed);
    else days.push({ at: line.at, lines: [keyed] });
  }
  return days;
}

/** Every action in the account, as this viewer may read it. */
export function ContactHistoryPage() {
  const { t } = useTranslation(["client", "common"]);
  const language = useLanguage();
  const { id, name } = useClient();
  const history = useInfiniteQuery(contactHistoryQuery(id));
  return (
    <Section title={t("sections.contact-history")}>
      <p className="soft narrow">{t("history.lead", { name: firstNameOf(name) })}</p>
      <Loaded query={history}>
        {(lines) =>
          lines.length === 0 ? (
            <p className="mute">{t("history.none")}</p>
          ) : (
            <div className="narrow">
              {byDay(lines).map((day) => (
                <section className="history-day" key={day.at}>
                  <h3>{dayInWords(day.at, Date.now(), language)}</h3>
                  <Rows>
                    {day.lines.map(({ key, line }) => (
                      <Line key={key} line={line} />
                    ))}
                  </Rows>
                </section>
              ))}
              <LoadMore query={history} label={t("history.older")} />
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

function Line({ line }: { line: LogLine }) {
  const language = useLanguage();
  const { groundIn } = useLogWords();
  return (
    <Row>
      <p>
        <LogSentence line={line} />
      </p>
      <p className="sm mute">
        <time dateTime={dateTime(line.at)}>{clockTime(line.at, language)}</time> · {groundIn(line)}
      </p>
    </Row>
  );
}
