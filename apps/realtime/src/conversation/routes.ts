import {
  AFTER_HEADER,
  EventId,
  type Incarnation,
  listConversations,
  Refused,
  readConversation,
  readEntries,
} from "@kring/domain/contract";
import { type HttpApp, mountRoute } from "@kring/service-kit";
import type { Admission } from "../session/index.ts";
import type { ConversationReader } from "./read-conversations.ts";

export interface ConversationRoutesDeps {
  reader: ConversationReader;
  incarnation(): Incarnation;
  /** Resolves once the change that the caller made elsewhere is known here. */
  waitApplied(eventId: EventId): Promise<void>;
}

export function mountConversationRoutes(
  app: HttpApp<never, Admission>,
  { reader, incarnation, waitApplied }: ConversationRoutesDeps,
): void {
  async function follow(headers: Record<string, unknown>): Promise<void> {
    const given = headers[AFTER_HEADER];
    if (given === undefined) return;
    const eventId = EventId.safeParse(given);
    if (!eventId.success) throw new Refused("invalid-input", { fields: [AFTER_HEADER] });
    await waitApplied(eventId.data);
  }

  mountRoute(app, listConversations, async ({ caller, query, request }) => {
    await follow(request.headers);
    return { incarnation: incarnation(), ...(await reader.list(caller.accountId, query)) };
  });

  mountRoute(app, readConversation, async ({ caller, params, request }) => {
    await follow(request.headers);
    return { incarnation: incarnation(), conversation: await reader.read(caller.accountId, params.conversationId) };
  });

  mountRoute(app, readEntries, async ({ caller, params, query, request }) => {
    await follow(request.headers);
    return {
      incarnation: incarnation(),
      ...(await reader.readEntries(caller.accountId, params.conversationId, query)),
    };
  });
}
