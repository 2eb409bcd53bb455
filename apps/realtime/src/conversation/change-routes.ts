import {
  type AccountId,
  addParticipant,
  answerProposal,
  changeTopic,
  handOverConversation,
  type Incarnation,
  leaveConversation,
  proposeParticipant,
  showOwnName,
  startConversation,
} from "@kring/domain/contract";
import { type HttpApp, mountRoute, type PoolClient } from "@kring/service-kit";
import type { Admission } from "../session/index.ts";
import { addPartner } from "./add-participant.ts";
import * as topic from "./change-topic.ts";
import type { ConversationChange } from "./conversation-change.ts";
import { handOver } from "./hand-over.ts";
import * as leave from "./leave-conversation.ts";
import * as proposal from "./propose-participant.ts";
import type { ConversationReader } from "./read-conversations.ts";
import type { InTurn } from "./routes.ts";
import * as name from "./show-own-name.ts";
import { startWithPartners } from "./start-conversation.ts";

/** Runs a change in a transaction, and tells it after the commit. */
export type ChangeConversation = (
  work: (client: PoolClient) => Promise<ConversationChange>,
) => Promise<ConversationChange>;

export interface ChangeRoutesDeps {
  inTurn: InTurn;
  incarnation(): Incarnation;
  reader: ConversationReader;
  change: ChangeConversation;
}

/** Each route that changes a conversation answers with the conversation as its caller sees it then. */
export function mountChangeRoutes(
  app: HttpApp<never, Admission>,
  { inTurn, incarnation, reader, change }: ChangeRoutesDeps,
): void {
  const changed = (
    { accountId }: Admission,
    headers: Record<string, unknown>,
    work: (client: PoolClient, viewer: AccountId) => Promise<ConversationChange>,
  ) =>
    inTurn(accountId, headers, async () => {
      const { c } = await change((client) => work(client, accountId));
      return { incarnation: incarnation(), conversation: await reader.read(accountId, c) };
    });

  mountRoute(app, startConversation, ({ caller, body, request }) =>
    changed(caller, request.headers, (client, viewer) => startWithPartners(client, viewer, body)),
  );
  mountRoute(app, addParticipant, ({ caller, params, body, request }) =>
    changed(caller, request.headers, (client, viewer) =>
      addPartner(client, viewer, params.conversationId, body.partner),
    ),
  );
  mountRoute(app, leaveConversation, ({ caller, params, request }) =>
    changed(caller, request.headers, (client, viewer) =>
      leave.leaveConversation(client, viewer, params.conversationId),
    ),
  );
  mountRoute(app, handOverConversation, ({ caller, params, body, request }) =>
    changed(caller, request.headers, (client, viewer) => handOver(client, viewer, params.conversationId, body.handle)),
  );
  mountRoute(app, changeTopic, ({ caller, params, body, request }) =>
    changed(caller, request.headers, (client, viewer) =>
      topic.changeTopic(client, viewer, params.conversationId, body.topic),
    ),
  );
  mountRoute(app, showOwnName, ({ caller, params, request }) =>
    changed(caller, request.headers, (client, viewer) => name.showOwnName(client, viewer, params.conversationId)),
  );
  mountRoute(app, proposeParticipant, ({ caller, params, body, request }) =>
    changed(caller, request.headers, (client, viewer) =>
      proposal.proposeParticipant(client, viewer, params.conversationId, body),
    ),
  );
  mountRoute(app, answerProposal, ({ caller, params, body, request }) =>
    changed(caller, request.headers, (client, viewer) =>
      proposal.answerProposal(client, viewer, params.conversationId, { id: params.proposalId, answer: body.answer }),
    ),
  );
}
