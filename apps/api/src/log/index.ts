export { type Acting, appendLine, type LoggedDetails, type NewLogLine } from "./append-line.ts";
export { startChaining } from "./chain-lines.ts";
export { type ChainHead, countUnchained } from "./chain-store.ts";
export { mountLogRoutes } from "./log-routes.ts";
export { type LinePage, readLines } from "./read-lines.ts";
export { verifyChain } from "./verify-chain.ts";
