import type { Words } from "../words.ts";

const informationSheet: Words["information-sheet"] = {
  title: "Related persons in Kring",
  lead: "The main points for the client and for the related person. To read together, or to print and hand over.",
  print: "Print this sheet",
  what: {
    title: "What it is",
    p1: "Kring is a secure place to talk during a treatment. A related person is somebody who stands by the client: a partner, a parent, a friend.",
    p2: "A related person takes part by invitation only, and only if they say yes themself. Saying no is always fine, and needs no explanation.",
  },
  client: {
    title: "For the client",
    p1: "You invite related persons yourself. Your therapist can do so too, but only with your permission. You are told at once. If it isn't right, you say so and it stops.",
    p2: "A related person sees nothing of your account: not your details, not your tools, not your contact history.",
    p3: "Your therapist doesn't see whom you invited yourself, only how many they are.",
    p4: "When your therapist talks with a related person about you, you see that there is such a conversation. You may always ask to read it.",
    p5: "You can let go of a related person whom you invited at any moment.",
  },
  relatedPerson: {
    title: "For the related person",
    p1: "You get an e-mail that names only the organisation. You choose a password, read who invites you, and then decide.",
    p2: "Whoever invited you sees your name and your e-mail address. The client always sees your name.",
    p3: "Others in a conversation, other therapists too, see a screen name that you choose, or ‘Anonymous’. You can change that at any time.",
    p4: "Nobody sees that you are online. That you type or have read something shows only if you switch it on, to those who see you under a screen name.",
    p5: "Conversations that you take part in are about the client. The client can get access to them, with everything that was written before.",
    p6: "You can use tools for yourself. Nobody else sees them.",
    p7: "You can always stop. What you wrote stays readable to those who stay in the conversation.",
  },
  more: {
    title: "Questions",
    p1: "Ask your therapist, or whoever invited you. In an emergency Kring is not the place: call 112, or your doctor.",
  },
};
export default informationSheet;
