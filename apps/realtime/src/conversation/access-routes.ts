import {
  answerAccessRequest,
  decideEscalatedAccess,
  listConversationsAboutMe,
  readEscalatedAccess,
  requestAccess,
} from "@kring/domain/contract";
import { type HttpApp, mountRoute, type Pool } from "@kring/service-kit";
import type { Admission } from "../session/index.ts";
import { listEscalated } from "./about-me.store.ts";
import * as access from "./answer-access.ts";
import type { ChangeRoutesDeps } from "./change-routes.ts";
import { createAboutMeReader } from "./read-about-me.ts";
import * as asking from "./request-access.ts";

const MOST_ESCALATED = 500;

/** V-05: what a client asks, a professional in the conversation answers, and the application manager decides. */
export function mountAccessRoutes(
  app: HttpApp<never, Admission>,
  { pool, inTurn, incarnation, reader, change }: ChangeRoutesDeps & { pool: Pool },
): void {
  const aboutMe = createAboutMeReader(pool);

  mountRoute(app, listConversationsAboutMe, ({ caller, query, request }) =>
    inTurn(caller.accountId, request.headers, () => aboutMe.list(caller.accountId, query)),
  );

  mountRoute(app, requestAccess, ({ caller, params: { conversationId }, request }) =>
    inTurn(caller.accountId, request.headers, async () => {
      await change((client) => asking.requestAccess(client, caller.accountId, conversationId));
      return aboutMe.read(caller.accountId, conversationId);
    }),
  );

  mountRoute(app, answerAccessRequest, ({ caller, params: { conversationId, requestId }, body, request }) =>
    inTurn(caller.accountId, request.headers, async () => {
      await change((client) =>
        access.answerAccess(client, caller.accountId, conversationId, { id: requestId, ...body }),
      );
      return { incarnation: incarnation(), conversation: await reader.read(caller.accountId, conversationId) };
    }),
  );

  mountRoute(app, readEscalatedAccess, async () => ({ requests: await listEscalated(pool, MOST_ESCALATED) }));

  mountRoute(app, decideEscalatedAccess, async ({ params, body }) => {
    const { applicationManagerId, answer, ground } = body;
    const decision = answer === "grant" ? { answer } : { answer, ground };
    await change((client) =>
      access.decideEscalated(client, applicationManagerId, { id: params.requestId, ...decision }),
    );
  });
}
