import type { AccountId, LinkId } from "@kring/domain/contract";
import type { RenderRosters } from "../roster/index.ts";
import type { ConversationStore } from "./conversation.store.ts";

const MOST_NAMES = 2_000;

/** V-10: names of others that a related person sees where they take part via one of their links; from their own rosters alone. */
export const createSeenNamesReader =
  (conversations: Pick<ConversationStore, "listVia">, renderRosters: RenderRosters) =>
  async (viewer: AccountId, link: LinkId): Promise<string[]> => {
    const rosters = await renderRosters(viewer, await conversations.listVia(viewer, link));
    const others = [...rosters.values()].flatMap(({ roster }) => roster.participants.filter(({ you }) => !you));
    const names = new Set(others.flatMap(({ name, screenName }) => [name ?? [], screenName ?? []].flat()));
    return [...names].slice(0, MOST_NAMES);
  };
