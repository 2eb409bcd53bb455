import { mayRequestAccess, shownAccessState } from "@kring/domain";
import { type AccountId, type ConversationAboutMe, type ConversationId, Refused } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { type AboutMeRow, isClient, listAboutMe, readAboutMe } from "./about-me.store.ts";
import { type AccessRequestRow, readRequests } from "./access-request.store.ts";

/** V-05: what a client sees of conversations about them in which they take no part. */
export interface AboutMeReader {
  list(
    viewer: AccountId,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{ conversations: ConversationAboutMe[]; next: string | null }>;
  read(viewer: AccountId, id: ConversationId): Promise<ConversationAboutMe>;
}

export function createAboutMeReader(pool: Pool): AboutMeReader {
  async function present(rows: readonly AboutMeRow[]): Promise<ConversationAboutMe[]> {
    const requests = Map.groupBy(
      await readRequests(
        pool,
        rows.map(({ id }) => id),
      ),
      ({ conversationId }) => conversationId,
    );
    return rows.map((row) => presentAboutMe(row, requests.get(row.id) ?? []));
  }

  return {
    list: async (viewer, page) => {
      if (!(await isClient(pool, viewer))) throw new Refused("not-found");
      const { rows, next } = await listAboutMe(pool, viewer, page);
      return { conversations: await present(rows), next };
    },
    read: async (viewer, id) => {
      const row = await readAboutMe(pool, viewer, id);
      const [view] = row ? await present([row]) : [];
      if (!view) throw new Refused("not-found");
      return view;
    },
  };
}

const presentAboutMe = (row: AboutMeRow, requests: readonly AccessRequestRow[]): ConversationAboutMe => ({
  ...row,
  requests: requests.map((request) => ({
    at: request.requestedAt,
    state: shownAccessState(request.request),
    answeredAt: request.decidedAt ?? request.declinedAt,
    reason: request.ground ?? request.reason,
  })),
  can: {
    requestAccess: mayRequestAccess(
      false,
      requests.map(({ request }) => request),
    ),
  },
});
