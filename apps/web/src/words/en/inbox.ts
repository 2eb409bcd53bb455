import type { Words } from "../words.ts";

const inbox: Words["inbox"] = {
  title: "Notices",
  lead: "What happened that concerns you.",
  list: "List of notices",
  markAll: "Mark all as read",
  unread: "new",
  none: "No notices",
  noneText: "When something happens that concerns you, it is here.",
  more: "Older notices",
  failed: "Your notices could not be loaded.",
  kinds: {
    "conversation-joined": "You take part in a conversation.",
    "password-changed": "Your password was changed. Wasn't it you? Then choose a new one at once.",
    "second-factor-changed": "The second step when signing in was changed.",
    "link-ended": "A tie through which you had conversations has ended. Your account remains.",
  },
};
export default inbox;
