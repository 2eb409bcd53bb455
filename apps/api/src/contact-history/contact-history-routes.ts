import { readContactHistory, readOwnContactHistory } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { readHistoryOfClient, readOwnHistory } from "./read-contact-history.ts";

export function mountContactHistoryRoutes(app: ApiApp, { database }: Pick<Deps, "database">): void {
  mountRoute(app, readContactHistory, ({ params, query, caller }) =>
    readHistoryOfClient(database.db, caller, params.clientId, query),
  );

  mountRoute(app, readOwnContactHistory, ({ query, caller }) => readOwnHistory(database.db, caller, query));
}
