export { runCaseloadTransfer } from "./run-caseload-transfer.ts";
export { mountTransferRoutes } from "./transfer-routes.ts";
