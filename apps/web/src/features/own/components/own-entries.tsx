import type { ToolView } from "@kring/domain/contract";
import { useToast } from "@kring/ui";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageText, ToolAnswers } from "../../../shared/tool/tool-answers.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { ToolPageForm } from "./tool-page-form.tsx";

/** A diary or questionnaire: the entry of now, and those before. */
export function OwnEntries({ tool }: { tool: ToolView }) {
  const { t } = useTranslation("own");
  const language = useLanguage();
  const showToast = useToast();
  const { pages } = tool.content;
  const entry = (tool.progress?.done ?? 0) + 1;
  const isClosed = (key: string) => tool.entries.some((one) => one.entry === entry && one.pageKey === key && one.done);
  const page = pages.find(({ key }) => !isClosed(key));
  const heading = useRef<HTMLHeadingElement>(null);
  const [moved, setMoved] = useState(0);
  useEffect(() => {
    if (moved > 0) heading.current?.focus();
  }, [moved]);
  const done = () => {
    setMoved(moved + 1);
    showToast({ text: t("tool.filledIn") });
  };
  return (
    <div className="entries">
      {page !== undefined && tool.can.fillIn && (
        <section className="entry-now">
          <h2 ref={heading} tabIndex={-1}>
            {page.title[language]}
          </h2>
          <PageText page={page} />
          <ToolPageForm
            key={`${entry} ${page.key}`}
            tool={tool}
            entry={entry}
            page={page}
            submitLabel={t(page === pages.at(-1) ? "tool.fillIn" : "tool.next")}
            onDone={done}
          />
        </section>
      )}
      <section>
        <h2>{t("tool.before")}</h2>
        <ToolAnswers tool={tool} />
      </section>
    </div>
  );
}
