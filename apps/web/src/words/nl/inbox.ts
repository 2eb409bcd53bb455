export default {
  title: "Meldingen",
  lead: "Wat er is gebeurd dat jou aangaat.",
  list: "Lijst van meldingen",
  markAll: "Markeer alles als gelezen",
  unread: "nieuw",
  none: "Geen meldingen",
  noneText: "Gebeurt er iets dat jou aangaat, dan staat het hier.",
  more: "Oudere meldingen",
  failed: "Je meldingen konden niet worden geladen.",
  kinds: {
    "conversation-joined": "Je leest mee in een gesprek.",
    "password-changed": "Je wachtwoord is gewijzigd. Was jij dat niet? Kies dan meteen een nieuw.",
    "second-factor-changed": "De tweede stap bij aanmelden is gewijzigd.",
    "link-ended": "Een band waardoor je gesprekken voerde, is beëindigd. Je account blijft.",
  },
} as const;
