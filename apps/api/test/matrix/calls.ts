import { createECDH, randomBytes, randomUUID } from "node:crypto";
import { DEMO_PASSWORD } from "@kring/domain/demo";
import { FEEDBACK_PAGE, FIRST_PAGE, type Scene } from "./scene.ts";

/** What is sent to one route: what the scene holds, or ids of nothing. */
export interface Call {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

/** A request for access that waits for the application manager. */
export const ESCALATED = "00000000-0000-4000-8000-0000000000e5";

const fresh = () => randomUUID().slice(0, 12);
const newClient = () => ({ name: "Nieuw Iemand", email: `${fresh()}@matrix.example`, born: "1980-02-03" });
const onClient = ({ client }: Scene): Call => ({ params: { clientId: client } });
const onOwner = ({ owner }: Scene): Call => ({ params: { professionalId: owner } });
const onRelation = ({ client, therapist }: Scene) => ({ clientId: client, professionalId: therapist });
const onTool = ({ client, tool }: Scene) => ({ clientId: client, toolId: tool });
const device = () => ({
  endpoint: `https://push.example.com/${randomUUID()}`,
  keys: {
    p256dh: createECDH("prime256v1").generateKeys().toString("base64url"),
    auth: randomBytes(16).toString("base64url"),
  },
});
const nothing = (): Call => ({});
const newRelatedPerson = () => ({ name: "Nieuwe Naaste", email: `${fresh()}@matrix.example` });
const onRecord = ({ client }: Scene, linkId: string): Call => ({ params: { clientId: client, linkId } });

/** A valid call of every route of the api, by id; after a colon a second one. */
export const calls: Record<string, (scene: Scene) => Call> = {
  "api-live": nothing,
  "api-ready": nothing,
  "api-openapi": nothing,
  "api-docs": nothing,
  "sign-in": () => ({ body: { email: `${fresh()}@matrix.example`, password: "onbekend" } }),
  "confirm-sign-in": () => ({ body: { code: "123456", kind: "totp" } }),
  "request-password-reset": () => ({ body: { email: `${fresh()}@matrix.example` } }),
  "reset-password": () => ({ body: { token: randomUUID(), password: "vier rode fietsen buiten" } }),
  "read-invitation": ({ invitationToken }) => ({ body: { token: invitationToken } }),
  "accept-invitation": ({ invitationToken }) => ({
    body: { token: invitationToken, password: "vier rode fietsen buiten" },
  }),
  "read-invitation:related-person": ({ linkToken }) => ({ body: { token: linkToken } }),
  "accept-invitation:related-person": ({ linkToken }) => ({
    body: { token: linkToken, password: "vier rode fietsen buiten" },
  }),
  "confirm-email-change": () => ({ body: { token: randomUUID() } }),
  "confirm-second-factor-reset": () => ({ body: { token: randomUUID() } }),

  "sign-out": nothing,
  "read-me": nothing,
  "change-me": () => ({ body: { language: "en" } }),
  "change-me:account": ({ owner }) => ({ body: { accountId: owner } }),
  "change-password": () => ({ body: { current: "niet dit wachtwoord", password: "vier rode fietsen buiten" } }),
  "request-email-change": () => ({ body: { email: `${fresh()}@matrix.example`, password: DEMO_PASSWORD } }),
  "list-sessions": nothing,
  "revoke-session": ({ session }) => ({ params: { sessionId: session } }),
  "revoke-other-sessions": nothing,
  "start-second-factor": () => ({ body: { password: DEMO_PASSWORD } }),
  "confirm-second-factor": () => ({ body: { code: "123456" } }),
  "remove-second-factor": () => ({ body: { password: DEMO_PASSWORD } }),
  "renew-recovery-codes": () => ({ body: { password: DEMO_PASSWORD } }),
  "issue-token": nothing,
  "read-inbox": nothing,
  "read-notification": ({ notification }) => ({ params: { notificationId: notification } }),
  "read-push": nothing,
  "subscribe-to-push": () => ({ body: device() }),
  "unsubscribe-from-push": nothing,
  "mark-inbox-read": () => ({ body: { ids: "all" } }),
  "list-failed-mails": nothing,
  "resend-failed-mail": () => ({ params: { mailId: randomUUID() } }),
  "read-notification-preferences": nothing,
  "choose-notifications": () => ({ body: { kinds: ["messages-unread"], channel: "mail", choice: "daily" } }),
  "choose-notifications:therapist": () => ({ body: { kinds: ["feedback-wanted"], channel: "mail", choice: "daily" } }),
  "choose-notifications:always": () => ({ body: { kinds: ["password-changed"], channel: "mail", choice: "never" } }),
  "change-notification-settings": () => ({ body: { timeZone: "Europe/Amsterdam", quiet: { from: 1320, until: 420 } } }),
  "change-notification-settings:discreet": () => ({ body: { discreet: true } }),
  unsubscribe: () => ({ body: { token: randomUUID() } }),
  "list-own-links": nothing,
  "change-own-link": ({ link }) => ({ params: { linkId: link }, body: { showsTyping: true } }),
  "end-own-link": ({ link }) => ({ params: { linkId: link } }),
  "accept-link": ({ ownInvitation }) => ({ params: { linkId: ownInvitation } }),
  "accept-link:another's": ({ clientInvitation }) => ({ params: { linkId: clientInvitation } }),
  "refuse-link": ({ ownInvitation }) => ({ params: { linkId: ownInvitation } }),
  "refuse-link:another's": ({ clientInvitation }) => ({ params: { linkId: clientInvitation } }),
  "end-own-account": () => ({ body: { password: DEMO_PASSWORD } }),

  "list-related-persons": onClient,
  "invite-related-person": (scene) => ({ ...onClient(scene), body: { ...newRelatedPerson(), permission: true } }),
  "resend-related-person-invitation": (scene) => onRecord(scene, scene.therapistInvitation),
  "resend-related-person-invitation:colleague": (scene) => onRecord(scene, scene.colleagueInvitation),
  "resend-related-person-invitation:client": (scene) => onRecord(scene, scene.clientInvitation),
  "remove-related-person": (scene) => onRecord(scene, scene.therapistLink),
  "remove-related-person:invitation": (scene) => onRecord(scene, scene.therapistInvitation),
  "remove-related-person:colleague": (scene) => onRecord(scene, scene.colleagueLink),
  "remove-related-person:client": (scene) => onRecord(scene, scene.link),
  "list-own-related-persons": nothing,
  "invite-own-related-person": () => ({ body: newRelatedPerson() }),
  "resend-own-related-person-invitation": ({ clientInvitation }) => ({ params: { linkId: clientInvitation } }),
  "resend-own-related-person-invitation:therapist": ({ therapistInvitation }) => ({
    params: { linkId: therapistInvitation },
  }),
  "remove-own-related-person": ({ link }) => ({ params: { linkId: link } }),
  "remove-own-related-person:therapist": ({ therapistLink }) => ({ params: { linkId: therapistLink } }),
  "answer-permission": ({ colleagueLink }) => ({
    params: { linkId: colleagueLink },
    body: { answer: "did-not-agree" },
  }),
  "answer-permission:own": ({ link }) => ({ params: { linkId: link }, body: { answer: "agreed" } }),

  "list-professionals": nothing,
  "read-professional": onOwner,
  "invite-professional": () => ({
    body: { name: "Nieuwe Collega", email: `${fresh()}@matrix.example`, roles: ["therapist"] },
  }),
  "change-roles": ({ owner }) => ({
    params: { professionalId: owner },
    body: { roles: ["therapist", "secretary", "application-manager"], confirmed: true },
  }),
  "preview-deactivation": onOwner,
  "deactivate-professional": onOwner,
  "reactivate-professional": onOwner,
  "offer-second-factor-reset": onOwner,
  "register-absence": ({ colleague }) => ({
    body: { from: "2031-01-01", until: "2031-01-14", note: "Met vakantie", coveringId: colleague },
  }),
  "cancel-absence": nothing,
  "preview-caseload-transfer": onOwner,
  "transfer-caseload": ({ owner, colleague }) => ({ params: { professionalId: owner }, body: { to: colleague } }),
  "read-caseload-transfer": ({ transfer }) => ({ params: { transferId: transfer } }),

  "list-clients": nothing,
  "list-clients:all": () => ({ query: { scope: "all" } }),
  "list-clients:alone": () => ({ query: { scope: "without-therapist" } }),
  "read-client": onClient,
  "read-client-details": onClient,
  "change-client-details": (scene) => ({ ...onClient(scene), body: { name: "Andere Naam" } }),
  "create-client": () => ({ body: { ...newClient(), clientNumber: fresh() } }),
  "propose-client": () => ({ body: newClient() }),
  "list-client-proposals": nothing,
  "accept-client-proposal": ({ proposal }) => ({ params: { proposalId: proposal }, body: { clientNumber: fresh() } }),
  "decline-client-proposal": ({ proposal }) => ({ params: { proposalId: proposal } }),
  "resend-client-invitation": onClient,
  "withdraw-client-invitation": onClient,
  "deactivate-client": onClient,
  "reactivate-client": onClient,
  "offer-client-second-factor-reset": onClient,

  "read-client-professionals": onClient,
  "find-colleagues": (scene) => ({ ...onClient(scene), query: { which: "any" } }),
  "relate-therapist": (scene) => ({ ...onClient(scene), body: { professionalId: scene.stranger } }),
  "relate-therapist:self": (scene) => ({ ...onClient(scene), body: { professionalId: scene.caller } }),
  "transfer-tools": (scene) => ({
    params: onRelation(scene),
    body: { to: scene.colleague, toolIds: [scene.tool] },
  }),
  "preview-relation-ending": (scene) => ({ params: onRelation(scene) }),
  "preview-relation-ending:colleague": ({ client, colleague }) => ({
    params: { clientId: client, professionalId: colleague },
  }),
  "break-relation": (scene) => ({ params: onRelation(scene), body: { unguidedToolIds: [scene.tool] } }),
  "break-relation:colleague": ({ client, colleague }) => ({
    params: { clientId: client, professionalId: colleague },
    body: { unguidedToolIds: [] },
  }),
  "transfer-client": (scene) => ({ params: onRelation(scene), body: { to: scene.stranger } }),
  "transfer-client:self": (scene) => ({ params: onRelation(scene), body: { to: scene.caller } }),
  "send-relate-request": (scene) => ({ ...onClient(scene), body: { professionalId: scene.stranger } }),
  "send-relate-request:self": (scene) => ({ ...onClient(scene), body: { professionalId: scene.caller } }),
  "list-relate-requests": nothing,
  "cancel-relate-request": ({ request }) => ({ params: { requestId: request } }),

  "read-circle": nothing,
  "wish-relation-ended": ({ therapist }) => ({ params: { professionalId: therapist }, body: { note: "Liever niet" } }),
  "read-own-relate-request": ({ request }) => ({ params: { requestId: request } }),
  "answer-relate-request": ({ request }) => ({ params: { requestId: request }, body: { answer: "accept" } }),
  "list-tasks": nothing,
  "finish-task": ({ wish }) => ({ params: { taskId: wish } }),
  "finish-task:permission": ({ disputedPermission }) => ({ params: { taskId: disputedPermission } }),

  "read-catalogue": nothing,
  "read-own-catalogue": nothing,
  "start-own-tool": () => ({ body: { catalogueKey: "naast-iemand-staan" } }),
  "export-own-data": () => ({ body: { password: DEMO_PASSWORD } }),
  "list-own-tools": nothing,
  "read-own-tool": ({ tool }) => ({ params: { toolId: tool } }),
  "save-tool-page": ({ unguidedTool }) => ({
    params: { toolId: unguidedTool, entry: "1", pageKey: FIRST_PAGE },
    body: { answers: {}, done: false },
  }),
  "list-client-tools": onClient,
  "assign-tool": (scene) => ({ ...onClient(scene), body: { catalogueKey: "slaapdagboek", guided: true } }),
  "read-client-tool": (scene) => ({ params: onTool(scene) }),
  "change-tool-guide": ({ client, unguidedTool }) => ({
    params: { clientId: client, toolId: unguidedTool },
    body: { guided: true },
  }),
  "give-feedback": (scene) => ({ params: onTool(scene), body: { after: FEEDBACK_PAGE, text: "Goed gezien." } }),
  "list-client-tasks": onClient,

  "search-other-clients": () => ({
    body: { motivation: "Een collega vroeg om te helpen", filter: { by: "born", value: "1990-05-17" } },
  }),
  "request-relation-from-search": ({ search, client }) => ({
    params: { searchId: search },
    body: { clientId: client },
  }),
  "obtain-temporary-access": ({ search, client }) => ({ params: { searchId: search }, body: { clientId: client } }),
  "end-temporary-access": onClient,

  "list-settings": nothing,
  "change-setting": () => ({ params: { key: "temporary-access-hours" }, body: { value: 12 } }),
  "read-log": nothing,
  "find-log-people": () => ({ query: { name: "matrix", kind: "actor" } }),
  "export-log": ({ client }) => ({ query: { format: "csv", clientId: client } }),
  "export-platform": () => ({ params: { what: "accounts" }, query: { format: "csv" } }),
  "list-escalated-access": nothing,
  "decide-access": () => ({ params: { requestId: ESCALATED }, body: { answer: "grant" } }),
  "read-log-chain": nothing,
  "verify-log-chain": nothing,
  "read-contact-history": onClient,
  "read-own-contact-history": nothing,

  "read-accounts-feed": nothing,
  "read-directory-records": ({ client }) => ({ body: { accountIds: [client], linkIds: [] } }),
  "read-directory-snapshot": nothing,
};
