import { type ConversationStanding, conversationAbilities, shownEscalatedState } from "@kring/domain";
import type {
  AccessEscalation,
  AccountId,
  ConversationId,
  ConversationView,
  Handle,
  Roster,
} from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { withOwnId } from "../entry/index.ts";
import type { RenderRosters } from "../roster/index.ts";
import { type AccessRequestRow, readSeenRequests } from "./access-request.store.ts";
import type { ConversationRow, ConversationStore } from "./conversation.store.ts";
import { readVisibleProposals } from "./proposal.store.ts";

export interface PresenterDeps {
  pool: Pool;
  conversations: Pick<ConversationStore, "readReceipts">;
  renderRosters: RenderRosters;
}

export type PresentConversations = (viewer: AccountId, rows: readonly ConversationRow[]) => Promise<ConversationView[]>;

/** Conversations as their viewer sees them: who is in them comes from the roster alone. */
export const createConversationPresenter =
  ({ pool, conversations, renderRosters }: PresenterDeps): PresentConversations =>
  async (viewer, rows) => {
    const ids = rows.map((row) => row.id);
    const [rosters, receipts, requests, proposals] = await Promise.all([
      renderRosters(viewer, ids),
      conversations.readReceipts(viewer, ids),
      readSeenRequests(pool, viewer, ids),
      readVisibleProposals(pool, viewer, ids).then(byConversation),
    ]);
    return rows.flatMap((row): ConversationView[] => {
      const roster = rosters.get(row.id)?.roster;
      // The viewer's part ended between the two reads.
      const standing = roster && standingOf(row, roster);
      if (!standing) return [];
      const seen = requests.filter(({ conversationId }) => conversationId === row.id);
      const accessRequests = seen.flatMap(({ id, request }) =>
        request.state === "requested" ? [{ id, at: request.requestedAt }] : [],
      );
      return [
        {
          id: row.id,
          topic: row.topic,
          roster,
          startedAt: row.startedAt,
          startedBy: inRoster(roster, row.startedBy),
          head: row.head,
          readsFrom: row.readsFrom,
          readSeq: row.readSeq,
          unread: row.unread,
          receipts: receipts.get(row.id) ?? [],
          last: row.last && ownLast(row),
          closed: row.closed,
          left: row.left,
          clientMayAsk: roster.about !== null && !roster.participants.some(isClientInIt),
          accessRequests,
          accessEscalation: seen.map(presentEscalated).find((one) => one !== null) ?? null,
          proposals: proposals.get(row.id) ?? [],
          can: conversationAbilities(standing, accessRequests.length > 0),
          myLink: row.myLink,
        },
      ];
    });
  };

/** Where the viewer stands, as their own roster shows it. */
function standingOf({ own, left, closed }: ConversationRow, { participants }: Roster): ConversationStanding | null {
  const you = participants.find(({ handle }) => handle === own);
  if (!you) return null;
  return {
    kind: you.kind,
    takesPart: !left,
    manages: you.manager,
    hasManager: participants.some(({ manager }) => manager),
    others: participants.filter(({ leftAt, handle }) => leftAt === null && handle !== own).length,
    closed,
    showsName: you.showsName,
  };
}

/** V-05: that the application manager has it, or what came of it; never why, by whom or on what ground. */
function presentEscalated({ request, requestedAt, escalatedAt, decidedAt }: AccessRequestRow): AccessEscalation | null {
  const state = shownEscalatedState(request);
  return state === null || escalatedAt === null ? null : { requestedAt, at: escalatedAt, state, decidedAt };
}

const isClientInIt = ({ kind, leftAt }: Roster["participants"][number]): boolean =>
  kind === "client" && leftAt === null;

const inRoster = ({ participants }: Roster, handle: Handle | null): Handle | null =>
  participants.some((participant) => participant.handle === handle) ? handle : null;

/** What waits in each conversation, without saying again in which. */
function byConversation<Waiting extends { c: ConversationId }>(
  rows: readonly Waiting[],
): Map<ConversationId, Omit<Waiting, "c">[]> {
  const grouped = new Map<ConversationId, Omit<Waiting, "c">[]>();
  for (const { c, ...rest } of rows) grouped.set(c, [...(grouped.get(c) ?? []), rest]);
  return grouped;
}

function ownLast({ last, own }: ConversationRow) {
  if (!last) return null;
  return last.e.kind === "message" && last.e.by === own ? withOwnId(last) : last.e;
}
