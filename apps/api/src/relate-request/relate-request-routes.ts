import {
  AFTER_HEADER,
  answerRelateRequest as answerRelateRequestRoute,
  cancelRelateRequest as cancelRelateRequestRoute,
  listRelateRequests as listRelateRequestsRoute,
  readOwnRelateRequest as readOwnRelateRequestRoute,
  sendRelateRequest as sendRelateRequestRoute,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { answerRelateRequest } from "./answer-relate-request.ts";
import { cancelRelateRequest } from "./cancel-relate-request.ts";
import { listRelateRequests } from "./list-relate-requests.ts";
import { readOwnRelateRequest } from "./own-relate-request.ts";
import { requestRelation } from "./send-relate-request.ts";

export function mountRelateRequestRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, sendRelateRequestRoute, ({ params, body, caller }) =>
    requestRelation(deps, caller, { ...params, ...body }),
  );

  mountRoute(app, listRelateRequestsRoute, ({ query, caller }) => listRelateRequests(deps, caller, query));

  mountRoute(app, cancelRelateRequestRoute, ({ params, caller }) =>
    cancelRelateRequest(deps, caller, params.requestId),
  );

  mountRoute(app, readOwnRelateRequestRoute, ({ params, caller }) =>
    readOwnRelateRequest(deps, caller, params.requestId),
  );

  mountRoute(app, answerRelateRequestRoute, async ({ params, body, caller, response }) => {
    const { request, eventId } = await answerRelateRequest(deps, caller, { ...params, ...body });
    if (eventId !== null) response.setHeader(AFTER_HEADER, eventId);
    return request;
  });
}
