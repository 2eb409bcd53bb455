import type { ToolRow } from "@kring/domain/contract";
import { EmptyState, Icon, Link, Main, Page, Row, Rows, Skeleton, Tag } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { BookOpenText, ClipboardCheck, type LucideIcon, NotebookPen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Failed } from "../../../shared/failed.tsx";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { useToolWords } from "../../../shared/tool/tool-words.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { ownToolsQuery } from "../api/tools.ts";
import { OwnCatalogue } from "../components/own-catalogue.tsx";
import "../components/task-rows.css";
import "../components/tool-page.css";

const icons: Record<ToolRow["kind"], LucideIcon> = {
  module: BookOpenText,
  diary: NotebookPen,
  questionnaire: ClipboardCheck,
};

/** One's own tools: what one is busy with first; a related person can start others. */
export function ToolsPage() {
  const { t } = useTranslation(["own", "own-link", "common"]);
  const startsOwn = useMe().account.kind === "related-person";
  const tools = useQuery(ownToolsQuery);
  if (tools.isError && tools.data === undefined) {
    return (
      <Main>
        <div className="top-end">
          <QuickExitButton />
        </div>
        <Failed error={tools.error} onRetry={() => void tools.refetch()} />
      </Main>
    );
  }
  return (
    <Main>
      <Page
        title={t("own:tools.title")}
        lead={t(startsOwn ? "own-link:tools.lead" : "own:tools.lead")}
        end={<QuickExitButton />}
      >
        {tools.data === undefined ? (
          <Skeleton label={t("common:loading")} rows={4} />
        ) : (
          <ToolList tools={tools.data} startsOwn={startsOwn} />
        )}
      </Page>
    </Main>
  );
}

function ToolList({ tools, startsOwn }: { tools: ToolRow[]; startsOwn: boolean }) {
  const { t } = useTranslation(["own", "own-link"]);
  if (tools.length === 0 && !startsOwn) {
    return (
      <EmptyState picture="quiet" title={t("own:tools.none")}>
        <p>{t("own:tools.noneText")}</p>
      </EmptyState>
    );
  }
  const now = tools.filter(({ finishedAt }) => finishedAt === null);
  const parts = [
    { title: t("own:tools.now"), rows: now },
    { title: t("own:tools.finished"), rows: tools.filter(({ finishedAt }) => finishedAt !== null) },
  ];
  return (
    <div className="tools-list">
      {tools.length === 0 && <p className="soft">{t("own-link:tools.none")}</p>}
      {parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <section key={title}>
            <h2>{title}</h2>
            <Rows label={title}>
              {rows.map((tool) => (
                <OwnToolRow key={tool.id} tool={tool} />
              ))}
            </Rows>
          </section>
        ))}
      {startsOwn && <OwnCatalogue open={new Set(now.map(({ catalogueKey }) => catalogueKey))} />}
    </div>
  );
}

function OwnToolRow({ tool }: { tool: ToolRow }) {
  const { t } = useTranslation("tool");
  const language = useLanguage();
  const { guideOf, progressOf } = useToolWords();
  const facts = [t(`kinds.${tool.kind}`), guideOf(tool), progressOf(tool)].filter((fact) => fact !== null);
  return (
    <Row
      leading={
        <span className="task-icon" aria-hidden="true">
          <Icon of={icons[tool.kind]} />
        </span>
      }
      end={tool.feedback === "waiting" && <Tag tone="wait">{t("feedback.waiting")}</Tag>}
    >
      <Link className="row-link" href={`/tools/${tool.id}`}>
        <b>{tool.title[language]}</b>
      </Link>
      <p className="sm soft">{facts.join(" · ")}</p>
    </Row>
  );
}
