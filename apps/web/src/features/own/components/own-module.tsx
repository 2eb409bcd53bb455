import type { ToolPage, ToolView } from "@kring/domain/contract";
import { Inset } from "@kring/ui";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Moment, PageAnswers, PageText } from "../../../shared/tool/tool-answers.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { ToolPageForm } from "./tool-page-form.tsx";

const isDone = (tool: ToolView, page: ToolPage): boolean =>
  tool.entries.some(({ pageKey, done }) => pageKey === page.key && done);

const firstOpen = (tool: ToolView): number => {
  const { pages } = tool.content;
  const open = pages.findIndex((page) => !isDone(tool, page));
  return open === -1 ? pages.length - 1 : open;
};

/** A module, step by step: what is done can be read, the first open step can be filled in. */
export function OwnModule({ tool }: { tool: ToolView }) {
  const { t } = useTranslation(["own", "tool"]);
  const language = useLanguage();
  const { pages } = tool.content;
  const open = firstOpen(tool);
  const [chosen, choose] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [moved, setMoved] = useState(0);
  useEffect(() => {
    if (moved > 0) heading.current?.focus();
  }, [moved]);
  const goTo = (place: number | null) => {
    choose(place);
    setMoved(moved + 1);
  };
  const shown = Math.min(chosen ?? open, open);
  const page = pages[shown];
  if (page === undefined) return null;
  const done = isDone(tool, page);
  const moment = tool.feedbackMoments.find(({ after }) => after === page.key);
  return (
    <div className="module">
      <nav aria-label={t("own:tool.steps")} className="module-steps">
        <ol>
          {pages.map((one, index) => {
            const state = isDone(tool, one) ? "done" : index === open ? "now" : "later";
            const say = { done: "own:tool.stepDone", now: "own:tool.stepNow", later: "own:tool.stepLater" } as const;
            return (
              <li key={one.key} className={state}>
                {state === "later" ? (
                  <span>
                    {one.title[language]}
                    <span className="sr">, {t(say[state])}</span>
                  </span>
                ) : (
                  <button type="button" aria-current={index === shown ? "step" : undefined} onClick={() => goTo(index)}>
                    {one.title[language]}
                    <span className="sr">, {t(say[state])}</span>
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      </nav>
      <article className="module-page">
        <p className="sm mute">{t("tool:step", { number: shown + 1, of: pages.length })}</p>
        <h2 ref={heading} tabIndex={-1}>
          {page.title[language]}
        </h2>
        {done || tool.can.fillIn ? <PageText page={page} /> : null}
        {done ? (
          <>
            {page.fields.length > 0 && (
              <>
                <Inset>{t("own:tool.closed")}</Inset>
                <PageAnswers
                  page={page}
                  answers={tool.entries.find(({ pageKey }) => pageKey === page.key)?.answers ?? {}}
                />
              </>
            )}
            {moment !== undefined && <Moment moment={moment} />}
          </>
        ) : tool.can.fillIn ? (
          <ToolPageForm
            key={page.key}
            tool={tool}
            entry={1}
            page={page}
            submitLabel={t(shown === pages.length - 1 ? "own:tool.finish" : "own:tool.next")}
            onDone={() => goTo(null)}
          />
        ) : (
          <p className="soft">{t("own:tool.opensLater")}</p>
        )}
      </article>
    </div>
  );
}
