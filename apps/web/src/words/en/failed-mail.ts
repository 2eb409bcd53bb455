import type { Words } from "../words.ts";

const failedMail: Words["failed-mail"] = {
  title: "Mails that did not arrive",
  lead: "The mail server did not take them, however often it was tried. After thirty days they leave this list.",
  list: "Mails that did not arrive",
  none: "Everything has arrived",
  noneText: "If a mail does not arrive, it stands here and you can have it sent again.",
  queues: {
    "notification-mail": "Notification",
    "bundle-mail": "Overview of notifications",
    "unread-mail": "Unread messages",
    "invitation-mail": "Invitation to an account",
    "related-person-mail": "Invitation of a related person",
    "email-changed-mail": "Notice to an old e-mail address",
    "new-device-mail": "Sign-in in a new browser",
  },
  to: "To {{name}}",
  toRelatedPerson: "To a related person",
  toLink: "To a related person ({{link}})",
  reasons: {
    refused: "The mail server refuses this address or this mail.",
    unreachable: "The mail server could not be reached.",
  },
  resend: "Send again",
  resendNamed: "Send again: {{what}}, {{to}}",
  underWay: "on its way",
  resent: "The mail is on its way again.",
};
export default failedMail;
