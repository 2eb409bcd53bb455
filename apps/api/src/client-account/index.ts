export { lockClient, lockClients, lockIdleClient } from "./client-lock.ts";
export { listOnlookers } from "./onlookers.ts";
export { type OpenClientAccount, openClientAccount } from "./open-client-account.ts";
