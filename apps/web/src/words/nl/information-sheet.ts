export default {
  title: "Naasten in Kring",
  lead: "De hoofdpunten voor de cliënt en voor de naaste. Om samen te lezen, of te printen en mee te geven.",
  print: "Print dit blad",
  what: {
    title: "Wat is het",
    p1: "Kring is een beveiligde plek om te praten tijdens een behandeling. Een naaste is iemand die de cliënt bijstaat: een partner, een ouder, een vriend.",
    p2: "Een naaste kan alleen meedoen op uitnodiging, en alleen als die persoon zelf ja zegt. Nee zeggen mag altijd, en hoeft niet uitgelegd te worden.",
  },
  client: {
    title: "Voor de cliënt",
    p1: "Je nodigt zelf naasten uit. Je behandelaar kan dat ook doen, maar alleen met jouw toestemming. Je krijgt er meteen bericht van. Klopt het niet, dan zeg je dat en stopt het.",
    p2: "Een naaste ziet niets van je account: niet je gegevens, niet je tools, niet je contactgeschiedenis.",
    p3: "Je behandelaar ziet niet wie je zelf uitnodigde, alleen hoeveel het er zijn.",
    p4: "Praat je behandelaar met een naaste over jou, dan zie je dat dat gesprek er is. Je mag altijd vragen het te lezen.",
    p5: "Je kunt een naaste die je zelf uitnodigde op elk moment weer loslaten.",
  },
  relatedPerson: {
    title: "Voor de naaste",
    p1: "Je krijgt een mail waarin alleen de naam van de organisatie staat. Je kiest een wachtwoord, leest wie je uitnodigt, en beslist dan.",
    p2: "Wie je uitnodigde, ziet je naam en je e-mailadres. De cliënt ziet altijd je naam.",
    p3: "Anderen in een gesprek, ook andere behandelaars, zien een schermnaam die je zelf kiest, of ‘Anoniem’. Dat kun je altijd wijzigen.",
    p4: "Dat je online bent, ziet niemand. Dat je typt of iets hebt gelezen alleen als je dat zelf aanzet, bij wie jou onder een schermnaam ziet.",
    p5: "Gesprekken waaraan je meedoet, gaan over de cliënt. De cliënt kan er toegang toe krijgen, met alles wat er al geschreven is.",
    p6: "Je kunt tools voor jezelf gebruiken. Niemand anders ziet die.",
    p7: "Je kunt er altijd mee stoppen. Wat je schreef, blijft leesbaar voor wie in het gesprek blijft.",
  },
  more: {
    title: "Vragen",
    p1: "Stel ze aan je behandelaar, of aan wie je uitnodigde. In nood is Kring niet de plek: bel dan 112, of je huisarts.",
  },
} as const;
