export {
  changeLanguage,
  createAccount,
  findActiveAccount,
  listActiveAccounts,
  listActiveProfessionals,
  listActiveWithRole,
  readKind,
  readNames,
  readRoles,
  type SignedInAccount,
  tellAccountChanged,
} from "./account-store.ts";
export { requireRole } from "./require-role.ts";
