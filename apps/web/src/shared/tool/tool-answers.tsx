import type { ToolAnswers as Answers, FeedbackMoment, ToolPage, ToolView } from "@kring/domain/contract";
import { EmptyState, Inset } from "@kring/ui";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { longDate, momentInWords } from "../dates.ts";
import { useLanguage } from "../use-language.ts";
import "./tool.css";
import { useToolWords } from "./tool-words.ts";

/** The answers to one page, each under its question. */
export function PageAnswers({ page, answers }: { page: ToolPage; answers: Answers }) {
  const language = useLanguage();
  const { answerOf } = useToolWords();
  if (page.fields.length === 0) return null;
  return (
    <dl className="tool-answers">
      {page.fields.map((field) => (
        <Fragment key={field.key}>
          <dt>{field.label[language]}</dt>
          <dd>{answerOf(field, answers[field.key])}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** The paragraphs of a page. */
export function PageText({ page }: { page: ToolPage }) {
  const language = useLanguage();
  return (
    <div className="tool-text">
      {page.text.map((paragraph) => (
        <p key={paragraph.nl}>{paragraph[language]}</p>
      ))}
    </div>
  );
}

/** A feedback moment: what was written, that it waits, or that it is off. */
export function Moment({ moment, children }: { moment: FeedbackMoment; children?: ReactNode }) {
  const { t } = useTranslation("tool");
  const language = useLanguage();
  const when = (at: number): string => momentInWords(at, Date.now(), language);
  if (moment.state === "off") return <Inset>{t("moment.off")}</Inset>;
  if (moment.state === "waiting") {
    return (
      <Inset tone="wait">
        <p>
          <b>{t("moment.waiting", { when: when(moment.askedAt) })}</b>
        </p>
        {children}
      </Inset>
    );
  }
  const at = when(moment.givenAt ?? moment.askedAt);
  return (
    <Inset tone="ok">
      <p>
        <b>
          {moment.by === null
            ? t("moment.givenBySomeone", { when: at })
            : t("moment.given", { name: moment.by.name, when: at })}
        </b>
      </p>
      <p className="tool-words">{moment.text}</p>
    </Inset>
  );
}

export interface ToolAnswersProps {
  tool: ToolView;
  /** Shown in a feedback moment that waits: the form of who may give it. */
  feedbackForm?: ((after: string) => ReactNode) | undefined;
}

/** What was filled in in a tool, to read: a module by its steps, a diary or questionnaire from new to old. */
export function ToolAnswers({ tool, feedbackForm }: ToolAnswersProps) {
  const { t } = useTranslation("tool");
  if (!tool.entries.some(({ done }) => done)) {
    return (
      <EmptyState picture="quiet" title={t("answers.none")} level={3}>
        <p>{t("answers.noneText")}</p>
      </EmptyState>
    );
  }
  return tool.kind === "module" ? (
    <ModuleAnswers tool={tool} feedbackForm={feedbackForm} />
  ) : (
    <EntryAnswers tool={tool} feedbackForm={feedbackForm} />
  );
}

function MomentAfter({ tool, after, feedbackForm }: ToolAnswersProps & { after: string }) {
  const moment = tool.feedbackMoments.find((one) => one.after === after);
  if (moment === undefined) return null;
  return <Moment moment={moment}>{moment.state === "waiting" && feedbackForm?.(after)}</Moment>;
}

function ModuleAnswers({ tool, feedbackForm }: ToolAnswersProps) {
  const { t } = useTranslation("tool");
  const language = useLanguage();
  const { pages } = tool.content;
  return (
    <ol className="tool-entries">
      {pages.map((page, index) => {
        const entry = tool.entries.find(({ pageKey, done }) => pageKey === page.key && done);
        if (entry === undefined) return null;
        return (
          <li key={page.key}>
            <p className="sm mute">{t("step", { number: index + 1, of: pages.length })}</p>
            <h3>{page.title[language]}</h3>
            <details>
              <summary className="sm">{t("answers.readText")}</summary>
              <PageText page={page} />
            </details>
            <PageAnswers page={page} answers={entry.answers} />
            <MomentAfter tool={tool} after={page.key} feedbackForm={feedbackForm} />
          </li>
        );
      })}
    </ol>
  );
}

function EntryAnswers({ tool, feedbackForm }: ToolAnswersProps) {
  const { t } = useTranslation("tool");
  const language = useLanguage();
  const { pages } = tool.content;
  const last = pages.at(-1)?.key;
  const whole = tool.entries.filter(({ pageKey, done }) => done && pageKey === last).map(({ entry }) => entry);
  return (
    <ol className="tool-entries" reversed>
      {whole
        .toSorted((a, b) => b - a)
        .map((number) => {
          const filled = tool.entries.filter(({ entry, done }) => entry === number && done);
          const at = filled.at(-1)?.savedAt ?? 0;
          return (
            <li key={number}>
              <h3>{t("entryNumbered", { number, date: longDate(at, Date.now(), language) })}</h3>
              {pages.map((page) => (
                <PageAnswers
                  key={page.key}
                  page={page}
                  answers={filled.find(({ pageKey }) => pageKey === page.key)?.answers ?? {}}
                />
              ))}
              <MomentAfter tool={tool} after={String(number)} feedbackForm={feedbackForm} />
            </li>
          );
        })}
    </ol>
  );
}
