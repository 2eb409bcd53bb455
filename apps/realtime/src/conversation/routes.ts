import {
  type AccountId,
  AFTER_HEADER,
  countConversations,
  EventId,
  type Incarnation,
  type LinkId,
  listConversations,
  Refused,
  readConversation,
  readEntries,
  readSeenNames,
} from "@kring/domain/contract";
import { type HttpApp, mountRoute } from "@kring/service-kit";
import type { Admission } from "../session/index.ts";
import type { TakeTurn } from "../turns.ts";
import type { ConversationReader } from "./read-conversations.ts";

/** What an account asks for, in its turn, once what it changed elsewhere is known here. */
export type InTurn = <Body>(
  account: AccountId,
  headers: Record<string, unknown>,
  work: () => Promise<Body>,
) => Promise<Body>;

export interface InTurnDeps {
  /** Resolves once the change that the caller made elsewhere is known here. */
  waitApplied(eventId: EventId): Promise<void>;
  takeTurn: TakeTurn;
}

export function createInTurn({ waitApplied, takeTurn }: InTurnDeps): InTurn {
  async function follow(headers: Record<string, unknown>): Promise<void> {
    const given = headers[AFTER_HEADER];
    if (given === undefined) return;
    const eventId = EventId.safeParse(given);
    if (!eventId.success) throw new Refused("invalid-input", { fields: [AFTER_HEADER] });
    await waitApplied(eventId.data);
  }

  return (account, headers, work) =>
    takeTurn(account, async () => {
      await follow(headers);
      return work();
    });
}

export interface ConversationRoutesDeps {
  reader: ConversationReader;
  inTurn: InTurn;
  incarnation(): Incarnation;
  readNames(viewer: AccountId, link: LinkId): Promise<string[]>;
  count(professional: AccountId, client: AccountId): Promise<{ takesPart: number; manages: number }>;
}

export function mountConversationRoutes(
  app: HttpApp<never, Admission>,
  { reader, inTurn, incarnation, readNames, count }: ConversationRoutesDeps,
): void {
  const read = <Body>({ accountId }: Admission, headers: Record<string, unknown>, load: () => Promise<Body>) =>
    inTurn(accountId, headers, async () => ({ incarnation: incarnation(), ...(await load()) }));

  mountRoute(app, listConversations, ({ caller, query, request }) =>
    read(caller, request.headers, () => reader.list(caller.accountId, query)),
  );

  mountRoute(app, readConversation, ({ caller, params, request }) =>
    read(caller, request.headers, async () => ({
      conversation: await reader.read(caller.accountId, params.conversationId),
    })),
  );

  mountRoute(app, readEntries, ({ caller, params, query, request }) =>
    read(caller, request.headers, () => reader.readEntries(caller.accountId, params.conversationId, query)),
  );

  mountRoute(app, readSeenNames, async ({ body }) => ({ names: await readNames(body.accountId, body.linkId) }));

  mountRoute(app, countConversations, ({ body }) => count(body.professionalId, body.clientId));
}
