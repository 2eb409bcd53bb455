export {
  changeLanguage,
  createAccount,
  findActiveAccount,
  listActiveAccounts,
  readKind,
  readRoles,
  type SignedInAccount,
} from "./account-store.ts";
