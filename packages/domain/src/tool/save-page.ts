import type { CatalogueTool, ToolAnswers } from "../contract/index.ts";
import { findWrongAnswers } from "./check-answers.ts";
import { currentEntry, type ToolState, timesClosed, waitsForFeedback } from "./tool-state.ts";

/** A page as its client saves it; `done` closes it. */
export interface SavedPage {
  entry: number;
  pageKey: string;
  answers: ToolAnswers;
  done: boolean;
}

/** What saving a page does, or why it can't be done. */
export type SavePageAnswer =
  | { ok: true; feedbackAfter: string | null; finishes: boolean }
  | { ok: false; code: "not-found" | "already-done" | "waits-for-feedback" }
  | { ok: false; code: "invalid-input"; fields: string[] };

/**
 * Pages are filled in in their order, and a closed page stays as it is. A guided module waits where its guide is asked for
 * feedback: the next page opens with it. A diary or questionnaire goes on meanwhile, because a missed morning can't be made
 * good; its feedback moment waits beside it. Without a guide there are no feedback moments (T-03).
 */
export function decideSavePage(tool: CatalogueTool, state: ToolState, saved: SavedPage): SavePageAnswer {
  const place = tool.pages.findIndex(({ key }) => key === saved.pageKey);
  const page = tool.pages[place];
  if (!page) return { ok: false, code: "not-found" };
  if (state.finished || timesClosed(state, page.key) >= saved.entry) return { ok: false, code: "already-done" };
  if (saved.entry !== currentEntry(tool, state)) return { ok: false, code: "not-found" };
  if (tool.kind === "module" && waitsForFeedback(state)) return { ok: false, code: "waits-for-feedback" };
  const before = tool.pages[place - 1];
  if (before && timesClosed(state, before.key) < saved.entry) return { ok: false, code: "not-found" };
  const fields = findWrongAnswers(page, saved.answers, saved.done);
  if (fields.length > 0) return { ok: false, code: "invalid-input", fields };
  const last = place === tool.pages.length - 1;
  return {
    ok: true,
    feedbackAfter: saved.done && state.guideId !== null ? feedbackAfter(tool, saved, last) : null,
    finishes: saved.done && last && tool.kind === "module",
  };
}

/** Where feedback comes: after some pages of a module, after every so many entries of a diary or questionnaire. */
function feedbackAfter(tool: CatalogueTool, { entry, pageKey }: SavedPage, last: boolean): string | null {
  if (tool.kind === "module") return tool.pages.find(({ key }) => key === pageKey)?.feedback ? pageKey : null;
  return last && tool.feedbackEvery !== null && entry % tool.feedbackEvery === 0 ? String(entry) : null;
}

/** Whether the client may go on in a tool now; the same that `decideSavePage` says. */
export function mayFillIn(tool: CatalogueTool, state: ToolState): boolean {
  if (state.finished) return false;
  return tool.kind !== "module" || !waitsForFeedback(state);
}
