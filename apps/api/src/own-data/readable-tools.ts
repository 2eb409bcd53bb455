import { type Language, type ToolEntry, ToolView } from "@kring/domain/contract";
import { z } from "zod";

/** An answer under its question. */
export interface Answered {
  question: string;
  answer: string | number;
}

type Content = ToolView["content"];

/** Tools to read: what was filled in under the questions as they were asked, without the platform's own texts. */
export const readableTools = (language: Language, tools: unknown): unknown =>
  z
    .array(ToolView)
    .parse(tools)
    .map((tool) => readableTool(language, tool));

function readableTool(language: Language, tool: ToolView): Record<string, unknown> {
  const { content, entries, feedbackMoments, id: _, catalogueKey: __, can: ___, ...row } = tool;
  return {
    ...row,
    summary: content.summary,
    entries: entries.map((entry) => readableEntry(language, content, entry)),
    feedbackMoments: feedbackMoments.map(({ after, ...moment }) => ({
      after: titleOf(language, content, after) ?? after,
      ...moment,
    })),
  };
}

const titleOf = (language: Language, { pages }: Content, key: string): string | undefined =>
  pages.find((page) => page.key === key)?.title[language];

function readableEntry(language: Language, content: Content, { entry, pageKey, answers, done, savedAt }: ToolEntry) {
  const fields = content.pages.find(({ key }) => key === pageKey)?.fields ?? [];
  return {
    ...(content.kind === "module" ? {} : { entry }),
    page: titleOf(language, content, pageKey) ?? "",
    savedAt,
    done,
    answers: fields.flatMap((field): Answered[] => {
      const given = answers[field.key];
      if (given === undefined) return [];
      const option = field.type === "choice" ? field.options.find(({ key }) => key === given) : undefined;
      return [{ question: field.label[language], answer: option?.label[language] ?? given }];
    }),
  };
}
