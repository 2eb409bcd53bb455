import type { AccountId, ConversationView } from "@kring/domain/contract";
import { withOwnId } from "../entry/index.ts";
import type { RenderRosters } from "../roster/index.ts";
import type { ConversationRow, ConversationStore } from "./conversation.store.ts";

/** Conversations as their viewer sees them: who is in them comes from the roster alone. */
export function createConversationPresenter(store: ConversationStore, renderRosters: RenderRosters) {
  return async (viewer: AccountId, rows: readonly ConversationRow[]): Promise<ConversationView[]> => {
    const ids = rows.map((row) => row.id);
    const [rosters, receipts] = await Promise.all([renderRosters(viewer, ids), store.readReceipts(viewer, ids)]);
    return rows.flatMap((row) => {
      const roster = rosters.get(row.id)?.roster;
      // The viewer's part ended between the two reads.
      if (!roster) return [];
      return {
        id: row.id,
        topic: row.topic,
        roster,
        startedAt: row.startedAt,
        startedBy: roster.participants.some(({ handle }) => handle === row.startedBy) ? row.startedBy : null,
        head: row.head,
        readsFrom: row.readsFrom,
        readSeq: row.readSeq,
        unread: row.unread,
        receipts: receipts.get(row.id) ?? [],
        last: row.last && ownLast(row),
        closed: row.closed,
        left: false,
        clientMayAsk: false,
        accessRequests: [],
        proposals: [],
        can: {
          send: !row.closed,
          add: false,
          propose: false,
          handOver: false,
          leave: false,
          changeTopic: false,
          showName: false,
          answerAccess: false,
        },
        myLink: row.myLink,
      };
    });
  };
}

function ownLast({ last, own }: ConversationRow) {
  if (!last) return null;
  return last.e.kind === "message" && last.e.by === own ? withOwnId(last) : last.e;
}
