export {
  changeLanguage,
  createAccount,
  findActiveAccount,
  listActiveAccounts,
  readKind,
  readRoles,
  type SignedInAccount,
  tellAccountChanged,
} from "./account-store.ts";
