export { type OpenClientAccount, openClientAccount } from "./open-client-account.ts";
