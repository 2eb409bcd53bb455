import type { Language, NotificationKind } from "@kring/domain/contract";

/** All that a text may hold: the organisation, the receiver's own name and one opaque address. */
export interface MailWords {
  organisation: string;
  /** Null where nobody knows yet whose address it is: then the mail names nobody at all. */
  name: string | null;
  address: string;
}

interface MailText {
  subject: (words: MailWords) => string;
  /** What happened, without saying who or what. */
  message: string;
}

type LinkMail = "password-reset" | "invitation" | "related-person" | "email-change" | "second-factor-reset";
type Texts = Record<NotificationKind | LinkMail, MailText>;

const newsNl = ({ organisation }: MailWords) => `Er staat iets voor je klaar bij ${organisation}`;
const newsEn = ({ organisation }: MailWords) => `There is something for you at ${organisation}`;
const safetyNl = ({ organisation }: MailWords) => `Je toegang tot ${organisation} is gewijzigd`;
const safetyEn = ({ organisation }: MailWords) => `Your access to ${organisation} was changed`;

const texts: Record<Language, Texts> = {
  nl: {
    "conversation-joined": { subject: newsNl, message: "Je leest mee in een gesprek. Je vindt het hier:" },
    "link-ended": { subject: newsNl, message: "Een band of een uitnodiging is beëindigd. Meer lees je hier:" },
    "relate-request": { subject: newsNl, message: "Er wacht een verzoek op jouw antwoord. Je leest en beslist hier:" },
    "relate-request-accepted": { subject: newsNl, message: "Een relatieverzoek is geaccepteerd. Meer lees je hier:" },
    "relate-request-rejected": {
      subject: newsNl,
      message: "Een relatieverzoek is niet geaccepteerd. Een reden hoeft niemand te geven. Meer lees je hier:",
    },
    "relate-request-cancelled": {
      subject: newsNl,
      message: "Een relatieverzoek is ingetrokken of verlopen. Je hoeft niets te doen.",
    },
    "relation-made": { subject: newsNl, message: "Er is een relatie bijgekomen. Meer lees je hier:" },
    "relation-ended": { subject: newsNl, message: "Een relatie is beëindigd. Meer lees je hier:" },
    "tools-transferred": { subject: newsNl, message: "De begeleiding van tools is overgedragen. Meer lees je hier:" },
    "temporary-access-started": {
      subject: newsNl,
      message: "Iemand heeft tijdelijke toegang tot je account. Je leest het terug in je contactgeschiedenis:",
    },
    "feedback-wanted": { subject: newsNl, message: "Er wordt op je feedback gewacht. Je geeft die hier:" },
    "feedback-given": { subject: newsNl, message: "Er is feedback voor je. Je leest die hier:" },
    "tool-assigned": { subject: newsNl, message: "Er staat een nieuwe tool voor je klaar:" },
    "task-for-secretary": { subject: newsNl, message: "Er wacht een taak op het secretariaat:" },
    "roles-changed": { subject: safetyNl, message: "Je rollen op het platform zijn gewijzigd. Meer lees je hier:" },
    "setting-changed": { subject: newsNl, message: "Een instelling van het platform is gewijzigd. Meer lees je hier:" },
    "search-limit-reached": {
      subject: newsNl,
      message: "Iemand zocht vaker buiten de caseload dan mag. Meer lees je in het logboek:",
    },
    "related-person-invited": {
      subject: newsNl,
      message: "Er staat een uitnodiging klaar waar jij iets over kunt zeggen. Je leest het hier:",
    },
    "link-accepted": { subject: newsNl, message: "Een uitnodiging is geaccepteerd. Meer lees je hier:" },
    "link-invited": {
      subject: newsNl,
      message: "Er wacht een uitnodiging op jouw antwoord. Je leest en beslist hier:",
    },
    "permission-disputed": {
      subject: newsNl,
      message: "Een cliënt is het niet eens met een uitnodiging. Meer lees je hier:",
    },
    "invitation-limit-reached": {
      subject: newsNl,
      message: "Iemand nodigde vaker uit dan mag. Meer lees je in het logboek:",
    },
    "access-requested": {
      subject: newsNl,
      message: "Er wacht een verzoek op jouw antwoord. Je leest en beslist hier:",
    },
    "access-granted": { subject: newsNl, message: "Een verzoek van jou is ingewilligd. Meer lees je hier:" },
    "access-declined": { subject: newsNl, message: "Er is antwoord op een verzoek van jou. Je leest het hier:" },
    "access-escalated": {
      subject: newsNl,
      message: "Er wacht een verzoek op de applicatiebeheerder. Je leest en beslist hier:",
    },
    "participant-proposed": { subject: newsNl, message: "Er is een voorstel in een gesprek. Je leest het hier:" },
    "email-changed": {
      subject: safetyNl,
      message:
        "Het e-mailadres waarmee je je aanmeldt is gewijzigd. Was jij dat niet? Neem dan meteen contact op met je organisatie.",
    },
    "password-changed": {
      subject: safetyNl,
      message: "Je wachtwoord is gewijzigd. Was jij dat niet? Kies dan meteen een nieuw wachtwoord:",
    },
    "second-factor-changed": {
      subject: safetyNl,
      message: "De tweede stap bij aanmelden is gewijzigd. Was jij dat niet? Kies dan meteen een nieuw wachtwoord:",
    },
    "password-reset": {
      subject: ({ organisation }) => `Een nieuw wachtwoord voor ${organisation}`,
      message:
        "Iemand vroeg om een nieuw wachtwoord voor dit e-mailadres. Was jij dat? Kies het dan hier, binnen een uur.\nWas jij het niet, dan hoef je niets te doen.",
    },
    invitation: {
      subject: ({ organisation }) => `Je account bij ${organisation}`,
      message:
        "Er is een account voor je gemaakt. Je activeert het hier, binnen veertien dagen. De link werkt één keer.\nVerwacht je geen account, dan hoef je niets te doen.",
    },
    "related-person": {
      subject: ({ organisation }) => `Een uitnodiging bij ${organisation}`,
      message:
        "Er wacht een uitnodiging op jouw antwoord. Wie je uitnodigt, lees je nadat je hier een wachtwoord hebt ingevuld.\nVerwacht je geen uitnodiging, dan hoef je niets te doen: zij vervalt vanzelf.",
    },
    "email-change": {
      subject: ({ organisation }) => `Bevestig je e-mailadres voor ${organisation}`,
      message:
        "Iemand wil zich voortaan met dit e-mailadres aanmelden. Was jij dat? Bevestig het dan hier, binnen een dag.\nWas jij het niet, dan hoef je niets te doen.",
    },
    "second-factor-reset": {
      subject: ({ organisation }) => `De tweede stap bij aanmelden bij ${organisation}`,
      message:
        "Je organisatie biedt aan de tweede stap bij aanmelden weg te halen. Heb je daarom gevraagd? Bevestig het dan hier, binnen een dag.\nVroeg je er niet om, klik dan niet en neem contact op met je organisatie.",
    },
  },
  en: {
    "conversation-joined": { subject: newsEn, message: "You take part in a conversation. You find it here:" },
    "link-ended": { subject: newsEn, message: "A link or an invitation has ended. You can read more here:" },
    "relate-request": { subject: newsEn, message: "A request waits for your answer. You can read it and decide here:" },
    "relate-request-accepted": { subject: newsEn, message: "A relate request was accepted. You can read more here:" },
    "relate-request-rejected": {
      subject: newsEn,
      message: "A relate request was not accepted. Nobody has to give a reason. You can read more here:",
    },
    "relate-request-cancelled": {
      subject: newsEn,
      message: "A relate request was cancelled or has expired. There is nothing to do.",
    },
    "relation-made": { subject: newsEn, message: "There is a new relation. You can read more here:" },
    "relation-ended": { subject: newsEn, message: "A relation has ended. You can read more here:" },
    "tools-transferred": { subject: newsEn, message: "The guidance of tools was transferred. You can read more here:" },
    "temporary-access-started": {
      subject: newsEn,
      message: "Somebody has temporary access to your account. You can read it in your contact history:",
    },
    "feedback-wanted": { subject: newsEn, message: "Your feedback is waited for. You can give it here:" },
    "feedback-given": { subject: newsEn, message: "There is feedback for you. You can read it here:" },
    "tool-assigned": { subject: newsEn, message: "A new tool is ready for you:" },
    "task-for-secretary": { subject: newsEn, message: "A task waits for the secretaries:" },
    "roles-changed": { subject: safetyEn, message: "Your roles on the platform were changed. You can read more here:" },
    "setting-changed": { subject: newsEn, message: "A setting of the platform was changed. You can read more here:" },
    "search-limit-reached": {
      subject: newsEn,
      message: "Somebody searched outside the caseload more often than is allowed. You can read more in the log:",
    },
    "related-person-invited": {
      subject: newsEn,
      message: "There is an invitation that you can say something about. You can read it here:",
    },
    "link-accepted": { subject: newsEn, message: "An invitation was accepted. You can read more here:" },
    "link-invited": {
      subject: newsEn,
      message: "An invitation waits for your answer. You can read it and decide here:",
    },
    "permission-disputed": {
      subject: newsEn,
      message: "A client does not agree with an invitation. You can read more here:",
    },
    "invitation-limit-reached": {
      subject: newsEn,
      message: "Somebody sent more invitations than is allowed. You can read more in the log:",
    },
    "access-requested": {
      subject: newsEn,
      message: "A request waits for your answer. You can read it and decide here:",
    },
    "access-granted": { subject: newsEn, message: "A request of yours was granted. You can read more here:" },
    "access-declined": { subject: newsEn, message: "There is an answer to a request of yours. You can read it here:" },
    "access-escalated": {
      subject: newsEn,
      message: "A request waits for the application manager. You can read it and decide here:",
    },
    "participant-proposed": {
      subject: newsEn,
      message: "There is a proposal in a conversation. You can read it here:",
    },
    "email-changed": {
      subject: safetyEn,
      message:
        "The e-mail address that you sign in with was changed. Was it not you? Then contact your organisation at once.",
    },
    "password-changed": {
      subject: safetyEn,
      message: "Your password was changed. Was it not you? Then choose a new password at once:",
    },
    "second-factor-changed": {
      subject: safetyEn,
      message: "The second step of signing in was changed. Was it not you? Then choose a new password at once:",
    },
    "password-reset": {
      subject: ({ organisation }) => `A new password for ${organisation}`,
      message:
        "Somebody asked for a new password for this e-mail address. Was it you? Then choose it here, within the hour.\nIf it was not you, there is nothing to do.",
    },
    invitation: {
      subject: ({ organisation }) => `Your account at ${organisation}`,
      message:
        "An account was made for you. You activate it here, within fourteen days. The link works once.\nIf you don't expect an account, there is nothing to do.",
    },
    "related-person": {
      subject: ({ organisation }) => `An invitation at ${organisation}`,
      message:
        "An invitation waits for your answer. Who invites you, you read after you have entered a password here.\nIf you don't expect an invitation, there is nothing to do: it ends by itself.",
    },
    "email-change": {
      subject: ({ organisation }) => `Confirm your e-mail address for ${organisation}`,
      message:
        "Somebody wants to sign in with this e-mail address from now on. Was it you? Then confirm it here, within a day.\nIf it was not you, there is nothing to do.",
    },
    "second-factor-reset": {
      subject: ({ organisation }) => `The second step of signing in at ${organisation}`,
      message:
        "Your organisation offers to remove the second step of signing in. Did you ask for that? Then confirm it here, within a day.\nIf you did not ask, don't click, and contact your organisation.",
    },
  },
};

const greetings: Record<Language, (name: string | null) => string> = {
  nl: (name) => (name === null ? "Dag," : `Dag ${name},`),
  en: (name) => (name === null ? "Hello," : `Hello ${name},`),
};

/** Plain text that names nobody but its receiver (N-02). */
export function writeMail(kind: keyof Texts, language: Language, words: MailWords): { subject: string; text: string } {
  const { subject, message } = texts[language][kind];
  return {
    subject: subject(words),
    text: `${greetings[language](words.name)}\n\n${message}\n${words.address}\n\n${words.organisation}\n`,
  };
}
