import type {
  AccountId,
  CatalogueTool,
  FeedbackMoment,
  ToolEntry,
  ToolId,
  ToolRow,
  ToolView,
} from "../contract/index.ts";
import { mayFillIn } from "./save-page.ts";
import { mayChangeGuide, mayGiveFeedback } from "./tool.policy.ts";
import { feedbackOf, progressOf, type ToolState } from "./tool-state.ts";

/** A tool of a client as it is known, before anybody looks. Times in milliseconds. */
export interface KnownTool {
  id: ToolId;
  content: CatalogueTool;
  guide: { id: AccountId; name: string } | null;
  assignedAt: number;
  finishedAt: number | null;
  /** When a page was last closed. */
  lastAt: number | null;
  state: ToolState;
}

/** Who looks at a tool: whose it is (a client, or a related person: P-08), or a professional who was let into the account. */
export type ToolViewer =
  | { as: "owner"; accountId: string }
  | { as: "professional"; accountId: string; readsAnswers: boolean; works: boolean };

/** who only arranges gets titles and guides, and nothing that tells how the client is doing. */
export function presentToolRow(tool: KnownTool, viewer: ToolViewer): ToolRow {
  const { id, content, guide, assignedAt, finishedAt, lastAt, state } = tool;
  const opens = viewer.as === "owner" || viewer.readsAnswers;
  return {
    id,
    catalogueKey: content.key,
    kind: content.kind,
    title: content.title,
    guide: guide && { ...guide, you: guide.id === viewer.accountId },
    assignedAt,
    progress: opens ? { ...progressOf(content, state), lastAt } : null,
    feedback: opens ? feedbackOf(content, state) : null,
    finishedAt: opens ? finishedAt : null,
  };
}

/** A tool with what was filled in. What a client has not closed yet is still theirs alone. */
export function presentTool(
  tool: KnownTool,
  { entries, moments }: { entries: readonly ToolEntry[]; moments: readonly FeedbackMoment[] },
  viewer: ToolViewer,
): ToolView {
  const { content, state } = tool;
  const place = new Map(content.pages.map(({ key }, index) => [key, index]));
  const works = viewer.as === "professional" && viewer.works;
  return {
    ...presentToolRow(tool, viewer),
    content,
    entries: entries
      .filter(({ done }) => done || viewer.as === "owner")
      .toSorted((a, b) => a.entry - b.entry || (place.get(a.pageKey) ?? 0) - (place.get(b.pageKey) ?? 0)),
    feedbackMoments: [...moments],
    can: {
      fillIn: viewer.as === "owner" && mayFillIn(content, state),
      giveFeedback: works && mayGiveFeedback(state, viewer.accountId),
      changeGuide: works && mayChangeGuide(state, viewer.accountId),
    },
  };
}
