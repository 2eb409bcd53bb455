export { endInvitationsOfClient, endInvitationsOfTherapists, endLinksOfInviter } from "./end-links.ts";
export { mountLinkRoutes, mountRelatedPersonRoutes } from "./link-routes.ts";
export { type ClientLinkRow, countSeenRelatedPersons, createLink, listLinksOfClient } from "./link-store.ts";
export { listOwnRelatedPersons } from "./list-related-persons.ts";
export { findLinkInvitation, lockLinkInvitation, openForSignIn } from "./open-related-person.ts";
export { listLinks } from "./own-link.ts";
export { countPendingOfTherapists } from "./record-store.ts";
export { sendRelatedPersonMail } from "./send-related-person-mail.ts";
export { linkSweeps } from "./sweep-invitations.ts";
