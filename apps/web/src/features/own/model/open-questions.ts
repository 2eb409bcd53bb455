import type { ToolAnswers, ToolPage } from "@kring/domain/contract";

/** Keys of questions that still want an answer before the page can be closed; nobody has to write text. */
export const openQuestions = (page: ToolPage, answers: ToolAnswers): string[] =>
  page.fields.filter(({ key, type }) => type !== "text" && answers[key] === undefined).map(({ key }) => key);
