import type { CatalogueTool, FeedbackMoment } from "../contract/index.ts";

/**
 * How far a tool of a client is. A module is one entry; a diary or questionnaire is filled in again and again. Entries
 * are closed in order and the pages within one too, so that a number per page tells all.
 */
export interface ToolState {
  /** Null is unguided. */
  guideId: string | null;
  finished: boolean;
  /** Per page key: in how many entries it is closed. */
  closed: Readonly<Record<string, number>>;
  moments: readonly Pick<FeedbackMoment, "after" | "state">[];
}

/** In how many entries the page `key` is closed. */
export const timesClosed = (state: Pick<ToolState, "closed">, key: string): number => state.closed[key] ?? 0;

/** How many entries are whole: their last page is closed. */
export function entriesDone({ pages }: CatalogueTool, state: Pick<ToolState, "closed">): number {
  const last = pages.at(-1);
  return last ? timesClosed(state, last.key) : 0;
}

/** The number of the entry that is being filled in: always 1 in a module. */
export const currentEntry = (tool: CatalogueTool, state: Pick<ToolState, "closed">): number =>
  tool.kind === "module" ? 1 : entriesDone(tool, state) + 1;

/** Pages of a module that are done, of how many; whole entries of a diary or questionnaire, which has no end. */
export function progressOf(tool: CatalogueTool, state: Pick<ToolState, "closed">): { done: number; of: number | null } {
  if (tool.kind !== "module") return { done: entriesDone(tool, state), of: null };
  return { done: tool.pages.filter(({ key }) => timesClosed(state, key) > 0).length, of: tool.pages.length };
}

/** Whether a feedback moment waits for the guide. */
export const waitsForFeedback = ({ guideId, moments }: Pick<ToolState, "guideId" | "moments">): boolean =>
  guideId !== null && moments.some(({ state }) => state === "waiting");

/**
 * Where the feedback moments of a tool stand: `off` in an unguided tool (T-03), `waiting` where it is the guide's turn,
 * `later` where one is still to come.
 */
export function feedbackOf(tool: CatalogueTool, state: ToolState): "off" | "later" | "waiting" | "none-left" {
  if (state.guideId === null) return "off";
  if (waitsForFeedback(state)) return "waiting";
  if (state.finished) return "none-left";
  const toCome =
    tool.kind === "module"
      ? tool.pages.some(({ key, feedback }) => feedback && timesClosed(state, key) === 0)
      : tool.feedbackEvery !== null;
  return toCome ? "later" : "none-left";
}
