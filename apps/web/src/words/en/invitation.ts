import type { Words } from "../words.ts";

const invitation: Words["invitation"] = {
  title: "Invitation",
  welcome: "Welcome, {{name}}",
  welcomeBare: "Welcome",
  forClient:
    "{{organisation}} has made an account for you. In it you see for yourself who sees your account, and have a say in it.",
  forProfessional: "{{organisation}} has made an account for you, to work there as a professional.",
  forRelatedPerson:
    "{{organisation}} invites you to stand by somebody. After signing in you read who invited you and what it means. Only then you decide whether to take part.",
  choose: "Choose a password. From now on you sign in with it.",
  existing:
    "You can already sign in with this e-mail address. Fill in the password that you have: then this account is added. The accounts see nothing of each other.",
  existingRelatedPerson:
    "You can already sign in here with this e-mail address. Fill in the password that you have. After that you read, as a related person, who invites you. If you have another account too, the accounts see nothing of each other.",
  password: "Password",
  hint: "At least ten characters. A sentence that you remember easily is a good password.",
  tooShort: "Use at least ten characters.",
  missing: "Fill in your password.",
  wrong: "This is not the password that belongs to this e-mail address.",
  submit: "Activate my account",
  submitExisting: "Continue",
  doneTitle: "Your account is ready",
  doneTitleExisting: "One more step",
  done: "Sign in with your e-mail address and your password.",
  doneRelatedPerson: "Sign in with your e-mail address and your password. There you read who invited you.",
  toSignIn: "To sign in",
  expiredTitle: "This invitation no longer works",
  expired: "An invitation works once and expires by itself. Ask whoever invited you, or the secretary, for a new one.",
  failedTitle: "This did not work",
  emailChange: {
    title: "Confirm your new e-mail address",
    text: "You asked to sign in with this e-mail address from now on. The old address is told.",
    submit: "Confirm this address",
    doneTitle: "Your e-mail address was changed",
    done: "From now on you sign in with this address. Your password stays the same. Other devices were signed out.",
    expiredTitle: "This link no longer works",
    expired: "A link works once and expires by itself. Change your e-mail address again in your profile.",
  },
  secondFactor: {
    title: "Remove your second step",
    text: "Your organisation offered to remove the second step of signing in, because you can no longer get to it. Only you can do that.",
    after:
      "Afterwards your password is enough, until you set up a new second step. Your old codes and recovery codes no longer work, and you are signed out wherever you were signed in.",
    notYou: "Did you not ask for this? Then do nothing, and tell your organisation.",
    submit: "Remove my second step",
    doneTitle: "Your second step was removed",
    done: "Sign in with your password. Kring then asks you to set up a new second step if you must have one.",
    expiredTitle: "This link no longer works",
    expired: "A link works once and expires by itself. Ask your organisation for a new one.",
  },
  unsubscribe: {
    title: "Stop getting these mails?",
    text: "You end mails of what was in that mail; if that was more than one kind, of all those kinds. The notifications themselves stay in your account.",
    submit: "End these mails",
    doneTitle: "These mails are off",
    done: "Sign in if you want to choose more about your mails, or to get them again.",
    expiredTitle: "This link no longer works",
    expired: "A link in a mail expires after a while. Sign in to choose in your profile which mails you get.",
  },
};
export default invitation;
