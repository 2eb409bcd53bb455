import { type Incarnation, searchMessages } from "@kring/domain/contract";
import { type HttpApp, mountRoute } from "@kring/service-kit";
import type { InTurn } from "../conversation/index.ts";
import type { Admission } from "../session/index.ts";
import { createSearcher, type SearcherDeps } from "./search-messages.ts";

export function mountSearchRoutes(
  app: HttpApp<never, Admission>,
  { inTurn, incarnation, ...deps }: SearcherDeps & { inTurn: InTurn; incarnation(): Incarnation },
): void {
  const search = createSearcher(deps);
  mountRoute(app, searchMessages, ({ caller, query, request }) =>
    inTurn(caller.accountId, request.headers, async () => ({
      incarnation: incarnation(),
      ...(await search(caller.accountId, query)),
    })),
  );
}
