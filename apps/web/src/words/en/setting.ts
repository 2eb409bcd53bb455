import type { Words } from "../words.ts";

const setting: Words["setting"] = {
  title: "Settings of the platform",
  lead: "Every change is in the log. The other application managers are told.",
  parts: { relations: "Relations", relatedPersons: "Related persons", signingIn: "Signing in" },
  on: "On",
  off: "Off",
  names: {
    "relate-requests": "Relate requests",
    "search-outside-caseload": "Searching outside the caseload",
    "temporary-access-hours": "Temporary access lasts",
    "temporary-access-per-day": "At most",
    "therapists-invite-related-persons": "Therapists invite related persons",
    "second-factor-required-of-professionals": "Second step required of professionals",
  },
  what: {
    "relate-requests": "A professional gets a relation only when the client agrees.",
    "search-outside-caseload":
      "Therapists can search for other clients, with a motivation. Every search is in the log.",
    "therapists-invite-related-persons":
      "A therapist can invite a related person, with the client's permission. Clients always can.",
    "second-factor-required-of-professionals":
      "Professionals sign in with a password and a code. Who has no second step yet sets it up first.",
  },
  ends: {
    "relate-requests_one": "If you switch this off, {{count}} open request is cancelled.",
    "relate-requests_other": "If you switch this off, {{count}} open requests are cancelled.",
    "search-outside-caseload_one": "If you switch this off, {{count}} temporary access ends at once.",
    "search-outside-caseload_other": "If you switch this off, {{count}} temporary accesses end at once.",
    "therapists-invite-related-persons_one":
      "If you switch this off, {{count}} pending invitation by a therapist stops.",
    "therapists-invite-related-persons_other":
      "If you switch this off, {{count}} pending invitations by therapists stop.",
    "second-factor-required-of-professionals_one":
      "If you switch this off, every professional may leave out the second step.",
    "second-factor-required-of-professionals_other":
      "If you switch this off, every professional may leave out the second step.",
  },
  endsNothing: {
    "relate-requests": "If you switch this off, open requests are cancelled. None is open now.",
    "search-outside-caseload": "If you switch this off, all temporary access ends at once. Nobody has it now.",
    "therapists-invite-related-persons":
      "If you switch this off, pending invitations by therapists stop. None is pending now.",
    "second-factor-required-of-professionals":
      "If you switch this off, every professional may leave out the second step.",
  },
  isOff: "It is off.",
  isOffByDefault: "It is off. Every platform begins that way.",
  isOnByDefault: "It is on. Every platform begins that way.",
  units: { "temporary-access-hours": "hours", "temporary-access-per-day": "per day" },
  ranges: {
    "temporary-access-hours": "Enter a number from 1 to 168.",
    "temporary-access-per-day": "Enter a number from 1 to 50.",
  },
  spoken: {
    "temporary-access-hours": "Temporary access lasts, in hours",
    "temporary-access-per-day": "At most, times per day",
  },
  save: "Save {{name}}",
  confirm: {
    title: "Switch off {{name}}?",
    act: "Switch off",
    final: "What ends by this does not come back when you switch the setting on again.",
  },
  changed: {
    on: "{{name}} is on.",
    off: "{{name}} is off.",
    hours: "Temporary access now lasts {{count}} hours.",
    perDay: "Temporary access is now possible {{count}} times a day.",
    undoOn: "Switch off again",
    undoOff: "Switch on again",
    undo: "Undo",
  },
  latest: {
    title: "Latest changes",
    none: "Nothing has been changed yet.",
    on: "{{name}} on",
    off: "{{name}} off",
    "temporary-access-hours": "Temporary access {{count}} hours",
    "temporary-access-per-day": "Temporary access {{count}} per day",
    by: "{{name}}, {{day}}",
    byPlatform: "The platform, {{day}}",
    all: "Everything in the log",
  },
};
export default setting;
