export default {
  mails: {
    title: "Mails",
    lead: "Kies per onderwerp wanneer je een mail krijgt. Er staat nooit in wat iemand schreef, of over wie het gaat.",
    list: "Onderwerpen",
    when: "Mails over {{subject}}",
    whenOne: "Mail: {{kind}}",
    always: "altijd, meteen",
    each: "Per soort",
    mixed: "Verschillend",
    choices: {
      "at-once": "Meteen",
      hourly: "Elk uur, samen",
      daily: "Eén keer per dag, samen",
      never: "Nooit",
    },
    dailyHint: "De mail van één keer per dag komt om acht uur ’s ochtends. Wat je intussen las, staat er niet meer in.",
  },
  fixed: {
    security: "Deze mails krijg je altijd: zo merk je het meteen als iemand anders in je account probeert te komen.",
    consent: "Deze mails krijg je altijd: het gaat om jouw toestemming, of om wie je account ziet.",
  },
  fixedProfessional: "Deze mails krijg je altijd: een cliënt wacht op een antwoord over diens eigen gegevens.",
  groups: {
    security: {
      title: "Aanmelden en veiligheid",
      text: "Je wachtwoord, je tweede stap, je e-mailadres, een nieuw apparaat.",
    },
    consent: { title: "Toestemming en toegang", text: "Verzoeken, uitnodigingen en toegang waarover iemand beslist." },
    messages: {
      title: "Ongelezen berichten",
      text: "Als je na een kwartier nog niet hebt gelezen, en niet in Kring bent.",
    },
    conversations: { title: "Gesprekken", text: "Waar je bij komt, voorstellen, en antwoord op een verzoek van jou." },
    relations: {
      title: "Relaties en banden",
      text: "Wat begint en eindigt, en antwoord op uitnodigingen en verzoeken.",
    },
    tools: { title: "Tools en feedback", text: "Wat er voor je klaarstaat, en feedback." },
    reminders: { title: "Herinneringen", text: "Aan wat nog openstaat; hoogstens drie keer." },
    platform: {
      title: "Het platform",
      text: "Taken van je rol, gewijzigde instellingen en meldingen van het logboek.",
    },
  },
  quiet: {
    title: "Stille uren",
    lead: "Dan wachten je mails tot de stille uren voorbij zijn. Mails over veiligheid en toestemming wachten niet.",
    on: "Stille uren gebruiken",
    from: "Van",
    until: "Tot",
    zone: "Tijdzone",
    useHere: "Gebruik de tijd van dit apparaat ({{zone}})",
    notTime: "Vul een tijd in, bijvoorbeeld 22:00.",
    same: "Begin en einde zijn gelijk: dan is er niets stil.",
  },
  discreet: {
    title: "Discrete mails",
    lead: "Voor wie liever niet heeft dat een mail zegt waar hij vandaan komt.",
    on: "Discrete mails sturen",
    hint: "Afzender en onderwerp noemen Kring en {{organisation}} niet, en de mail zegt alleen dat er iets voor je klaarstaat. De link gaat nog wel naar dit platform, en aan het adres van de afzender kan iemand die zoekt soms zien van wie de mail is.",
  },
  failed: "Je voorkeuren konden niet worden geladen.",
} as const;
