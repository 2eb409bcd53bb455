import { renderRoster } from "@kring/domain";
import type { AccountId, ConversationId, Roster } from "@kring/domain/contract";
import type { RosterStore } from "./roster.store.ts";

/** The rosters of these conversations for one viewer; those in which the viewer takes no part are absent. */
export type RenderRosters = (
  viewer: AccountId,
  conversations: readonly ConversationId[],
) => Promise<Map<ConversationId, { version: number; roster: Roster }>>;

export const createRosterRenderer =
  (store: RosterStore): RenderRosters =>
  async (viewer, conversations) => {
    const facts = await store.readFacts(viewer, conversations);
    return new Map(
      [...facts].map(([id, { version, facts }]) => [id, { version, roster: renderRoster(viewer, facts) }]),
    );
  };
