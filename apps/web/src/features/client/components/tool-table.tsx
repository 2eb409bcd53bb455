import type { ToolRow } from "@kring/domain/contract";
import { Link, Table, Tag } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useClient } from "../use-client.ts";

/** Tools of the client: who guides them, how far they are, and what waits; for a secretary titles and guides only. */
export function ToolTable({ tools }: { tools: ToolRow[] }) {
  const { t } = useTranslation("client");
  const readsAnswers = tools.some(({ progress }) => progress !== null);
  const columns = [
    { id: "tool", label: t("tools.tool"), main: true },
    { id: "guide", label: t("tools.guide"), heading: t("tools.guide") },
    ...(readsAnswers
      ? [
          { id: "progress", label: t("tools.progress"), heading: t("tools.progress") },
          { id: "feedback", label: t("tools.feedback"), heading: t("tools.feedback") },
        ]
      : []),
  ];
  return (
    <Table
      label={t("tools.title")}
      columns={columns}
      rows={tools.map((tool) => ({
        id: tool.id,
        cells: {
          tool: <ToolName tool={tool} />,
          guide: <Guide tool={tool} />,
          progress: <Progress tool={tool} />,
          feedback: <Feedback tool={tool} />,
        },
      }))}
    />
  );
}

function ToolName({ tool }: { tool: ToolRow }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const { id } = useClient();
  const title = tool.title[language];
  return (
    <>
      {tool.progress === null ? title : <Link href={`/clients/${id}/tools/${tool.id}`}>{title}</Link>}
      <div className="xs mute">{t(`tools.kinds.${tool.kind}`)}</div>
    </>
  );
}

function Guide({ tool: { guide } }: { tool: ToolRow }) {
  const { t } = useTranslation("client");
  if (guide === null) return t("tools.unguided");
  return guide.you ? t("tools.byYou") : guide.name;
}

function Progress({ tool: { progress, finishedAt } }: { tool: ToolRow }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const dayOf = (at: number) => shortDate(at, Date.now(), language);
  if (progress === null) return null;
  if (finishedAt !== null) return t("tools.finished", { day: dayOf(finishedAt) });
  if (progress.of !== null) {
    if (progress.done === 0 && progress.lastAt === null) return t("tools.notBegun");
    return t("tools.step", { step: String(Math.min(progress.done + 1, progress.of)), of: String(progress.of) });
  }
  return progress.lastAt === null ? t("tools.notFilledIn") : t("tools.filledIn", { day: dayOf(progress.lastAt) });
}

function Feedback({ tool: { feedback, guide } }: { tool: ToolRow }) {
  const { t } = useTranslation("client");
  if (feedback === "waiting") {
    return <Tag tone="wait">{guide?.you ? t("tools.feedbackYou") : t("tools.feedbackNow")}</Tag>;
  }
  if (feedback === null) return null;
  return <span className={feedback === "off" ? "mute" : undefined}>{t(`tools.feedbackStates.${feedback}`)}</span>;
}
