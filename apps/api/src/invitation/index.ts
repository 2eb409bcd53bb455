export { mountInvitationRoutes } from "./invitation-routes.ts";
export {
  endInvitation,
  findAccountByAddress,
  findLatestInvitation,
  lockAccount,
  lockAddress,
  renameAccount,
} from "./invitation-store.ts";
export { sendInvitation, sendInvitationMail } from "./send-invitation.ts";
