import type { Words } from "../words.ts";

const notificationPreference: Words["notification-preference"] = {
  mails: {
    title: "Mails",
    lead: "Choose for each subject when you get a mail. It never says what somebody wrote, or whom it is about.",
    list: "Subjects",
    when: "Mails about {{subject}}",
    whenOne: "Mail: {{kind}}",
    always: "always, at once",
    each: "For each kind",
    mixed: "Different",
    choices: {
      "at-once": "At once",
      hourly: "Every hour, together",
      daily: "Once a day, together",
      never: "Never",
    },
    dailyHint: "The mail of once a day comes at eight in the morning. What you have read meanwhile is left out.",
  },
  fixed: {
    security:
      "You always get these mails: that way you notice at once if somebody else tries to get into your account.",
    consent: "You always get these mails: they are about your consent, or about who sees your account.",
  },
  fixedProfessional: "You always get these mails: a client waits for an answer about their own data.",
  groups: {
    security: {
      title: "Signing in and safety",
      text: "Your password, your second step, your e-mail address, a new device.",
    },
    consent: { title: "Consent and access", text: "Requests, invitations and access that somebody decides about." },
    messages: {
      title: "Unread messages",
      text: "If you have not read after a quarter of an hour, and are not in Kring.",
    },
    conversations: {
      title: "Conversations",
      text: "Those you come into, proposals, and answers to a request of yours.",
    },
    relations: { title: "Relations and links", text: "What begins and ends, and answers to invitations and requests." },
    tools: { title: "Tools and feedback", text: "What is ready for you, and feedback." },
    reminders: { title: "Reminders", text: "Of what is still open; three times at most." },
    platform: { title: "The platform", text: "Tasks of your role, changed settings and notices about the log." },
  },
  quiet: {
    title: "Quiet hours",
    lead: "Then your mails wait until the quiet hours are over. Mails about safety and consent do not wait.",
    on: "Use quiet hours",
    from: "From",
    until: "Until",
    zone: "Time zone",
    useHere: "Use the time of this device ({{zone}})",
    notTime: "Enter a time, for example 22:00.",
    same: "Beginning and end are the same: then nothing is quiet.",
  },
  discreet: {
    title: "Discreet mails",
    lead: "For who would rather not have a mail say where it comes from.",
    on: "Send discreet mails",
    hint: "Sender and subject do not name Kring or {{organisation}}, and the mail only says that there is something for you. The link still leads to this platform, and from the address of the sender somebody who searches can sometimes tell whose mail it is.",
  },
  failed: "Your preferences could not be loaded.",
};
export default notificationPreference;
