export {
  changeLanguage,
  createAccount,
  findActiveAccount,
  listActiveAccounts,
  type SignedInAccount,
} from "./account-store.ts";
