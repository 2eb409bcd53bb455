import { searchMessages } from "@kring/domain/contract";
import { type HttpApp, mountRoute } from "@kring/service-kit";
import type { InTurn } from "../conversation/index.ts";
import type { Admission } from "../session/index.ts";
import { createSearcher, type SearcherDeps } from "./search-messages.ts";

export function mountSearchRoutes(
  app: HttpApp<never, Admission>,
  { inTurn, ...deps }: SearcherDeps & { inTurn: InTurn },
): void {
  const search = createSearcher(deps);
  mountRoute(app, searchMessages, ({ caller, query, request }) =>
    inTurn(caller.accountId, request.headers, () => search(caller.accountId, query)),
  );
}
