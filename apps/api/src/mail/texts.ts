import type { Language, NotificationKind } from "@kring/domain/contract";

/** All that a text may hold: the organisation, the receiver's own name and one opaque address. */
export interface MailWords {
  organisation: string;
  name: string;
  address: string;
}

interface MailText {
  subject: (words: MailWords) => string;
  /** What happened, without saying who or what. */
  message: string;
}

type Texts = Record<NotificationKind, MailText> & { "password-reset": MailText };

const newsNl = ({ organisation }: MailWords) => `Er staat iets voor je klaar bij ${organisation}`;
const newsEn = ({ organisation }: MailWords) => `There is something for you at ${organisation}`;
const safetyNl = ({ organisation }: MailWords) => `Je toegang tot ${organisation} is gewijzigd`;
const safetyEn = ({ organisation }: MailWords) => `Your access to ${organisation} was changed`;

const texts: Record<Language, Texts> = {
  nl: {
    "conversation-joined": { subject: newsNl, message: "Je leest mee in een gesprek. Je vindt het hier:" },
    "link-ended": {
      subject: newsNl,
      message: "Een band waardoor gesprekken mogelijk waren, is beëindigd. Meer lees je hier:",
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
  },
  en: {
    "conversation-joined": { subject: newsEn, message: "You take part in a conversation. You find it here:" },
    "link-ended": {
      subject: newsEn,
      message: "A tie that made conversations possible has ended. You can read more here:",
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
  },
};

const greetings: Record<Language, (name: string) => string> = {
  nl: (name) => `Dag ${name},`,
  en: (name) => `Hello ${name},`,
};

/** Plain text that names nobody but its receiver (N-02). */
export function writeMail(kind: keyof Texts, language: Language, words: MailWords): { subject: string; text: string } {
  const { subject, message } = texts[language][kind];
  return {
    subject: subject(words),
    text: `${greetings[language](words.name)}\n\n${message}\n${words.address}\n\n${words.organisation}\n`,
  };
}
