export {
  changeLanguage,
  createAccount,
  findActiveAccount,
  listActiveAccounts,
  listActiveProfessionals,
  listActiveWithRole,
  readKind,
  readRoles,
  type SignedInAccount,
  tellAccountChanged,
} from "./account-store.ts";
export { requireRole } from "./require-role.ts";
