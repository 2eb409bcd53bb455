import type { ToolField, ToolRow } from "@kring/domain/contract";
import { useTranslation } from "react-i18next";
import { shortDate } from "../dates.ts";
import { useLanguage } from "../use-language.ts";

/** How a tool stands, in the reader's words; needs the words of `tool`. */
export function useToolWords() {
  const { t } = useTranslation("tool");
  const language = useLanguage();
  const dateOf = (at: number): string => shortDate(at, Date.now(), language);

  /** Who guides it; said plainly when nobody does. */
  const guideOf = ({ guide }: Pick<ToolRow, "guide">): string => {
    if (guide === null) return t("guide.none");
    return guide.you ? t("guide.byYou") : t("guide.by", { name: guide.name });
  };
  /** How far it is; null where the reader doesn't get that. */
  const progressOf = ({ progress, finishedAt }: Pick<ToolRow, "progress" | "finishedAt">): string | null => {
    if (finishedAt !== null) return t("progress.finished", { date: dateOf(finishedAt) });
    if (progress === null) return null;
    const { done, of, lastAt } = progress;
    if (of !== null) return done === 0 ? t("progress.notStarted") : t("progress.steps", { done, of });
    if (done === 0) return t("progress.none");
    const times = done === 1 ? t("progress.once") : t("progress.times", { done });
    return lastAt === null ? times : `${times}, ${t("progress.last", { date: dateOf(lastAt) })}`;
  };
  const answerOf = (field: ToolField, value: string | number | undefined): string => {
    if (value === undefined || value === "") return t("answers.empty");
    if (field.type === "choice")
      return field.options.find(({ key }) => key === value)?.label[language] ?? String(value);
    if (field.type !== "scale") return String(value);
    const { min, max } = field;
    return t("answers.scale", { value, min, max, low: field.low[language], high: field.high[language] });
  };
  return { guideOf, progressOf, answerOf };
}
