export default {
  title: "Instellingen van het platform",
  lead: "Elke wijziging komt in het logboek. De andere applicatiebeheerders krijgen bericht.",
  parts: { relations: "Relaties", relatedPersons: "Naasten", signingIn: "Aanmelden" },
  on: "Aan",
  off: "Uit",
  names: {
    "relate-requests": "Relatieverzoeken",
    "search-outside-caseload": "Zoeken buiten caseload",
    "temporary-access-hours": "Tijdelijke toegang duurt",
    "temporary-access-per-day": "Hoogstens",
    "therapists-invite-related-persons": "Behandelaars nodigen naasten uit",
    "second-factor-required-of-professionals": "Tweede stap verplicht voor professionals",
  },
  what: {
    "relate-requests": "Een professional krijgt pas een relatie als de cliënt het goedvindt.",
    "search-outside-caseload":
      "Behandelaars kunnen met een motivatie naar andere cliënten zoeken. Elke zoekactie staat in het logboek.",
    "therapists-invite-related-persons":
      "Een behandelaar kan, na toestemming van de cliënt, zelf een naaste uitnodigen. Cliënten kunnen dat altijd.",
    "second-factor-required-of-professionals":
      "Professionals melden zich aan met een wachtwoord en een code. Wie nog geen tweede stap heeft, stelt die eerst in.",
  },
  ends: {
    "relate-requests_one": "Zet je dit uit, dan vervalt {{count}} openstaand verzoek.",
    "relate-requests_other": "Zet je dit uit, dan vervallen {{count}} openstaande verzoeken.",
    "search-outside-caseload_one": "Zet je dit uit, dan stopt {{count}} tijdelijke toegang meteen.",
    "search-outside-caseload_other": "Zet je dit uit, dan stoppen {{count}} tijdelijke toegangen meteen.",
    "therapists-invite-related-persons_one":
      "Zet je dit uit, dan stopt {{count}} lopende uitnodiging van een behandelaar.",
    "therapists-invite-related-persons_other":
      "Zet je dit uit, dan stoppen {{count}} lopende uitnodigingen van behandelaars.",
    "second-factor-required-of-professionals_one":
      "Zet je dit uit, dan mag iedere professional de tweede stap weglaten.",
    "second-factor-required-of-professionals_other":
      "Zet je dit uit, dan mag iedere professional de tweede stap weglaten.",
  },
  endsNothing: {
    "relate-requests": "Zet je dit uit, dan vervallen openstaande verzoeken. Nu staat er geen open.",
    "search-outside-caseload": "Zet je dit uit, dan stopt alle tijdelijke toegang meteen. Nu heeft niemand die.",
    "therapists-invite-related-persons":
      "Zet je dit uit, dan stoppen lopende uitnodigingen van behandelaars. Nu loopt er geen.",
    "second-factor-required-of-professionals": "Zet je dit uit, dan mag iedere professional de tweede stap weglaten.",
  },
  isOff: "Staat uit.",
  isOffByDefault: "Staat uit. Zo begint elk platform.",
  isOnByDefault: "Staat aan. Zo begint elk platform.",
  units: { "temporary-access-hours": "uur", "temporary-access-per-day": "per dag" },
  ranges: {
    "temporary-access-hours": "Vul een getal in van 1 tot en met 168.",
    "temporary-access-per-day": "Vul een getal in van 1 tot en met 50.",
  },
  spoken: {
    "temporary-access-hours": "Tijdelijke toegang duurt, in uren",
    "temporary-access-per-day": "Hoogstens, aantal keer per dag",
  },
  save: "Bewaar {{name}}",
  confirm: {
    title: "{{name}} uitzetten?",
    act: "Zet uit",
    final: "Wat hierdoor eindigt, komt niet terug als je de instelling weer aanzet.",
  },
  changed: {
    on: "{{name}} staat aan.",
    off: "{{name}} staat uit.",
    hours: "Tijdelijke toegang duurt nu {{count}} uur.",
    perDay: "Tijdelijke toegang kan nu {{count}} keer per dag.",
    undoOn: "Zet weer uit",
    undoOff: "Zet weer aan",
    undo: "Zet terug",
  },
  latest: {
    title: "Laatste wijzigingen",
    none: "Er is nog niets gewijzigd.",
    on: "{{name}} aan",
    off: "{{name}} uit",
    "temporary-access-hours": "Tijdelijke toegang {{count}} uur",
    "temporary-access-per-day": "Tijdelijke toegang {{count}} per dag",
    by: "{{name}}, {{day}}",
    byPlatform: "Het platform, {{day}}",
    all: "Alles in het logboek",
  },
} as const;
