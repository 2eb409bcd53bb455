import {
  AFTER_HEADER,
  previewCaseloadTransfer as previewCaseloadTransferRoute,
  readCaseloadTransfer as readCaseloadTransferRoute,
  transferCaseload as transferCaseloadRoute,
  transferClient as transferClientRoute,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { previewCaseloadTransfer, readCaseloadTransfer, startCaseloadTransfer } from "./transfer-caseload.ts";
import { transferClient } from "./transfer-client.ts";

export function mountTransferRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, transferClientRoute, async ({ params, body, caller, response }) => {
    const { clientId, professionalId: from } = params;
    const outcome = await deps.database.change((change) =>
      transferClient(deps, change, caller, { clientId, from, ...body }),
    );
    if (outcome.state === "transferred") response.setHeader(AFTER_HEADER, outcome.eventId);
    return { state: outcome.state };
  });

  mountRoute(app, previewCaseloadTransferRoute, ({ params, query, caller }) =>
    previewCaseloadTransfer(deps, caller, params.professionalId, query.to),
  );

  mountRoute(app, transferCaseloadRoute, ({ params, body, caller }) =>
    startCaseloadTransfer(deps, caller, {
      from: params.professionalId,
      to: body.to,
      clientIds: body.clientIds,
      message: body.message,
    }),
  );

  mountRoute(app, readCaseloadTransferRoute, ({ params, caller }) =>
    readCaseloadTransfer(deps, caller, params.transferId),
  );
}
