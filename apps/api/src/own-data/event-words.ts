import type { LogAction, NotificationKind } from "@kring/domain/contract";
import type { InBoth } from "./field-words.ts";

/** What was done, for who reads it outside the platform; of whom or what stands beside it. */
export const actionWords: Record<LogAction, InBoth> = {
  "viewed-account": ["opende het account", "opened the account"],
  "viewed-details": ["bekeek de gegevens", "viewed the details"],
  "viewed-professionals": ["bekeek de professionals", "viewed the professionals"],
  "viewed-tools": ["bekeek de tools", "viewed the tools"],
  "viewed-answers": ["las de antwoorden van een tool", "read the answers of a tool"],
  "viewed-tasks": ["bekeek de taken", "viewed the tasks"],
  "viewed-contact-history": ["bekeek de contactgeschiedenis", "viewed the contact history"],
  "created-client": ["maakte het account aan", "created the account"],
  "changed-details": ["wijzigde gegevens", "changed details"],
  "corrected-email": ["verbeterde het e-mailadres", "corrected the e-mail address"],
  "sent-invitation": ["stuurde een uitnodiging", "sent an invitation"],
  "withdrew-invitation": ["trok de uitnodiging in", "withdrew the invitation"],
  "activated-account": ["nam het account in gebruik", "activated the account"],
  "deactivated-account": ["deactiveerde het account", "deactivated the account"],
  "reactivated-account": ["activeerde het account opnieuw", "reactivated the account"],
  "proposed-client": ["stelde een cliënt voor", "proposed a client"],
  "accepted-proposal": ["nam een voorstel voor een cliënt over", "carried out the proposal of a client"],
  "declined-proposal": ["nam een voorstel voor een cliënt niet over", "declined the proposal of a client"],
  "related-therapist": ["relateerde een professional", "related a professional"],
  "transferred-tools": [
    "droeg de begeleiding van tools over aan een professional",
    "transferred the guidance of tools to a professional",
  ],
  "broke-relation": ["beëindigde de relatie met een professional", "ended the relation with a professional"],
  "transferred-client": [
    "droeg de behandeling over aan een professional",
    "transferred the treatment to a professional",
  ],
  "sent-relate-request": [
    "stuurde een relatieverzoek voor een professional",
    "sent a relate request for a professional",
  ],
  "cancelled-relate-request": [
    "trok het relatieverzoek voor een professional in",
    "cancelled the relate request for a professional",
  ],
  "accepted-relate-request": [
    "accepteerde het relatieverzoek van een professional",
    "accepted the relate request of a professional",
  ],
  "rejected-relate-request": [
    "accepteerde het relatieverzoek van een professional niet",
    "did not accept the relate request of a professional",
  ],
  "expired-relate-request": [
    "sloot het verlopen relatieverzoek voor een professional",
    "closed the expired relate request for a professional",
  ],
  "wished-relation-ended": [
    "vroeg om de relatie met een professional te beëindigen",
    "asked to end the relation with a professional",
  ],
  "saw-to-wish": [
    "handelde de vraag af om de relatie met een professional te beëindigen",
    "saw to the request to end the relation with a professional",
  ],
  "searched-other-clients": ["zocht buiten de caseload", "searched outside the caseload"],
  "was-refused-search": [
    "zocht vaker buiten de caseload dan mag",
    "searched outside the caseload more often than is allowed",
  ],
  "obtained-temporary-access": ["kreeg tijdelijke toegang", "obtained temporary access"],
  "ended-temporary-access": ["beëindigde de tijdelijke toegang", "ended the temporary access"],
  "temporary-access-expired": ["sloot de verlopen tijdelijke toegang", "closed the expired temporary access"],
  "assigned-tool": ["wees een tool toe", "assigned a tool"],
  "filled-in-tool": ["vulde een tool in", "filled in a tool"],
  "gave-feedback": ["gaf feedback bij een tool", "gave feedback on a tool"],
  "changed-guide": ["wijzigde de begeleiding van een tool", "changed the guidance of a tool"],
  "changed-roles": ["wijzigde de rollen", "changed the roles"],
  "changed-setting": ["wijzigde een instelling", "changed a setting"],
  "registered-absence": ["gaf afwezigheid door", "registered an absence"],
  "invited-professional": ["nodigde een professional uit", "invited a professional"],
  "offered-second-factor-reset": ["bood aan de tweede stap uit te zetten", "offered to remove the second step"],
  "reset-second-factor": ["zette de eigen tweede stap uit", "removed the second step of the sign-in"],
  "changed-email": ["wijzigde het eigen e-mailadres", "changed the e-mail address of the sign-in"],
  "invited-related-person": ["nodigde een naaste uit", "invited a related person"],
  "resent-related-person-invitation": [
    "stuurde de uitnodiging van een naaste opnieuw",
    "sent the invitation of a related person again",
  ],
  "withdrew-related-person-invitation": [
    "trok de uitnodiging van een naaste in",
    "withdrew the invitation of a related person",
  ],
  "accepted-related-person-invitation": [
    "accepteerde de uitnodiging als naaste",
    "accepted the invitation as a related person",
  ],
  "refused-related-person-invitation": [
    "ging niet in op de uitnodiging als naaste",
    "did not take up the invitation as a related person",
  ],
  "expired-related-person-invitation": [
    "sloot de verlopen uitnodiging van een naaste",
    "closed the expired invitation of a related person",
  ],
  "was-refused-related-person-invitation": [
    "nodigde vaker naasten uit dan mag",
    "invited related persons more often than is allowed",
  ],
  "disputed-permission": [
    "zei geen toestemming te hebben gegeven voor een uitnodiging",
    "said that they gave no permission for an invitation",
  ],
  "saw-to-permission": ["handelde een betwiste toestemming af", "saw to a disputed permission"],
  "removed-related-person": ["verbrak de band met een naaste", "ended the link with a related person"],
  "ended-own-link": ["beëindigde de eigen band als naaste", "ended their own link as a related person"],
  "ended-own-account": ["beëindigde het eigen account als naaste", "ended their own account as a related person"],
  "viewed-related-persons": ["bekeek de naasten", "viewed the related persons"],
  "started-conversation": ["begon een gesprek over de cliënt", "started a conversation about the client"],
  "requested-access": ["vroeg toegang tot een gesprek", "asked for access to a conversation"],
  "escalated-access": [
    "legde een verzoek om toegang voor aan applicatiebeheer",
    "put a request for access before application management",
  ],
  "granted-access": ["gaf toegang tot een gesprek", "granted access to a conversation"],
  "declined-access": ["wees een verzoek om toegang af", "declined a request for access"],
  "recorded-access-ground": ["legde vast waarom een gesprek dicht blijft", "recorded why a conversation stays closed"],
  "deleted-message": ["verwijderde een eigen bericht", "deleted a message of their own"],
  "showed-own-name": ["liet in een gesprek de eigen naam zien", "showed their own name in a conversation"],
  "exported-own-data": ["downloadde de eigen gegevens", "downloaded their own data"],
  "exported-platform": ["exporteerde gegevens", "exported data"],
  "exported-log": ["exporteerde het logboek", "exported the log"],
  "verified-log": ["controleerde het logboek", "checked the log"],
  "viewed-log": ["bekeek het logboek", "viewed the log"],
  "viewed-failed-mails": ["bekeek mails die niet aankwamen", "viewed mails that did not arrive"],
  "resent-mail": ["liet een mail opnieuw versturen die niet aankwam", "had a mail sent again that did not arrive"],
};

/** What a notification said. */
export const noticeWords: Record<NotificationKind, InBoth> = {
  "messages-unread": ["Er staat iets dat je nog niet hebt gelezen.", "There is something that you have not read yet."],
  "task-reminder": ["Er staat nog iets open dat op jou wacht.", "Something is still open that waits for you."],
  "conversation-joined": ["Je leest mee in een gesprek.", "You take part in a conversation."],
  "password-changed": [
    "Je wachtwoord is gewijzigd. Was jij dat niet? Kies dan meteen een nieuw.",
    "Your password was changed. Wasn't it you? Then choose a new one at once.",
  ],
  "second-factor-changed": [
    "De tweede stap bij aanmelden is gewijzigd.",
    "The second step when signing in was changed.",
  ],
  "link-ended": ["Een band of een uitnodiging is beëindigd.", "A link or an invitation has ended."],
  "relate-request": ["Er wacht een verzoek op jouw antwoord.", "A request waits for your answer."],
  "relate-request-accepted": ["Een relatieverzoek is geaccepteerd.", "A relate request was accepted."],
  "relate-request-rejected": ["Een relatieverzoek is niet geaccepteerd.", "A relate request was not accepted."],
  "relate-request-cancelled": [
    "Een relatieverzoek is ingetrokken of verlopen.",
    "A relate request was cancelled or has expired.",
  ],
  "relation-made": ["Er is een relatie bijgekomen.", "There is a new relation."],
  "relation-ended": ["Een relatie is beëindigd.", "A relation has ended."],
  "tools-transferred": ["De begeleiding van tools is overgedragen.", "The guidance of tools was transferred."],
  "temporary-access-started": [
    "Iemand heeft tijdelijke toegang tot je account.",
    "Somebody has temporary access to your account.",
  ],
  "feedback-wanted": ["Er wordt op je feedback gewacht.", "Your feedback is waited for."],
  "feedback-given": ["Er is feedback voor je.", "There is feedback for you."],
  "tool-assigned": ["Er staat een nieuwe tool voor je klaar.", "A new tool is ready for you."],
  "task-for-secretary": ["Er wacht een taak op het secretariaat.", "A task waits for the secretaries."],
  "roles-changed": ["Je rollen op het platform zijn gewijzigd.", "Your roles on the platform were changed."],
  "setting-changed": ["Een instelling van het platform is gewijzigd.", "A setting of the platform was changed."],
  "search-limit-reached": [
    "Iemand zocht vaker buiten de caseload dan mag.",
    "Somebody searched outside the caseload more often than is allowed.",
  ],
  "related-person-invited": [
    "Een behandelaar nodigde iemand uit als naaste, en zegt dat jij het goed vindt.",
    "A therapist invited somebody as a related person, and says that you agree.",
  ],
  "link-accepted": [
    "Een uitnodiging aan een naaste is geaccepteerd.",
    "An invitation of a related person was accepted.",
  ],
  "link-invited": ["Iemand nodigt je uit als naaste.", "Somebody invites you as a related person."],
  "permission-disputed": [
    "Een cliënt zegt geen toestemming te hebben gegeven voor een uitnodiging.",
    "A client says that they gave no permission for an invitation.",
  ],
  "invitation-limit-reached": [
    "Iemand nodigde vaker naasten uit dan mag.",
    "Somebody invited related persons more often than is allowed.",
  ],
  "access-requested": ["Een cliënt vraagt een gesprek te mogen lezen.", "A client asks to read a conversation."],
  "access-granted": ["Je kunt een gesprek over jou nu lezen.", "You can now read a conversation about you."],
  "access-declined": [
    "Je verzoek om een gesprek te lezen is niet ingewilligd.",
    "Your request to read a conversation was not granted.",
  ],
  "access-escalated": [
    "Een verzoek om een gesprek te lezen wacht op jouw beslissing.",
    "A request to read a conversation waits for your decision.",
  ],
  "participant-proposed": [
    "Iemand stelt voor een ander aan een gesprek toe te voegen.",
    "Somebody proposes to add another person to a conversation.",
  ],
  "email-changed": [
    "Het e-mailadres waarmee je je aanmeldt is gewijzigd.",
    "The e-mail address that you sign in with was changed.",
  ],
};
