export default {
  title: "Uitnodiging",
  welcome: "Welkom, {{name}}",
  welcomeBare: "Welkom",
  forClient:
    "{{organisation}} heeft een account voor je klaargezet. Daarin zie je zelf wie je account ziet, en beslis je erover mee.",
  forProfessional: "{{organisation}} heeft een account voor je klaargezet om er als professional te werken.",
  forRelatedPerson:
    "{{organisation}} nodigt je uit om iemand bij te staan. Na het aanmelden lees je wie je uitnodigde en wat het inhoudt. Pas dan beslis je of je meedoet.",
  choose: "Kies een wachtwoord. Daarmee meld je je voortaan aan.",
  existing:
    "Op dit e-mailadres heb je al een aanmelding. Vul het wachtwoord daarvan in: dan komt dit account erbij. De accounts zien niets van elkaar.",
  existingRelatedPerson:
    "Op dit e-mailadres heb je hier al een aanmelding. Vul het wachtwoord daarvan in. Daarna lees je, als naaste, wie je uitnodigt. Heb je ook een ander account, dan zien de accounts niets van elkaar.",
  password: "Wachtwoord",
  hint: "Minstens tien tekens. Een zin die je makkelijk onthoudt, is een goed wachtwoord.",
  tooShort: "Gebruik minstens tien tekens.",
  missing: "Vul je wachtwoord in.",
  wrong: "Dit is niet het wachtwoord dat bij dit e-mailadres hoort.",
  submit: "Neem mijn account in gebruik",
  submitExisting: "Verder",
  doneTitle: "Je account is klaar",
  doneTitleExisting: "Nog één stap",
  done: "Meld je aan met je e-mailadres en je wachtwoord.",
  doneRelatedPerson: "Meld je aan met je e-mailadres en je wachtwoord. Daar lees je wie je uitnodigde.",
  toSignIn: "Naar aanmelden",
  expiredTitle: "Deze uitnodiging werkt niet meer",
  expired:
    "Een uitnodiging werkt één keer en verloopt vanzelf. Vraag degene die je uitnodigde, of het secretariaat, om een nieuwe.",
  failedTitle: "Dit is niet gelukt",
  emailChange: {
    title: "Bevestig je nieuwe e-mailadres",
    text: "Je vroeg om je voortaan met dit e-mailadres aan te melden. Het oude adres krijgt er bericht van.",
    submit: "Bevestig dit adres",
    doneTitle: "Je e-mailadres is gewijzigd",
    done: "Voortaan meld je je aan met dit adres. Je wachtwoord blijft hetzelfde. Op andere apparaten ben je afgemeld.",
    expiredTitle: "Deze link werkt niet meer",
    expired: "Een link werkt één keer en verloopt vanzelf. Wijzig je e-mailadres opnieuw bij je profiel.",
  },
  secondFactor: {
    title: "Zet je tweede stap uit",
    text: "Je organisatie bood aan de tweede stap bij aanmelden uit te zetten, omdat je er niet meer bij kunt. Alleen jij kunt dat doen.",
    after:
      "Daarna is je wachtwoord genoeg, tot je een nieuwe tweede stap instelt. Je oude codes en herstelcodes werken niet meer, en overal waar je aangemeld was, ben je afgemeld.",
    notYou: "Vroeg je hier niet om? Doe dan niets en vertel het je organisatie.",
    submit: "Zet mijn tweede stap uit",
    doneTitle: "Je tweede stap staat uit",
    done: "Meld je aan met je wachtwoord. Kring vraagt je daarna een nieuwe tweede stap in te stellen als dat voor jou verplicht is.",
    expiredTitle: "Deze link werkt niet meer",
    expired: "Een link werkt één keer en verloopt vanzelf. Vraag je organisatie om een nieuwe.",
  },
  unsubscribe: {
    title: "Deze mails niet meer krijgen?",
    text: "Je zet de mails uit van wat in die mail stond; was dat meer dan één soort, dan van al die soorten. De meldingen zelf blijven in je account staan.",
    submit: "Zet deze mails uit",
    doneTitle: "Deze mails staan uit",
    done: "Meld je aan als je meer wilt kiezen over je mails, of als je ze weer wilt krijgen.",
    expiredTitle: "Deze link werkt niet meer",
    expired:
      "Een link in een mail verloopt na een tijd. Meld je aan om bij je profiel te kiezen welke mails je krijgt.",
  },
} as const;
