import type { CatalogueTool } from "../../contract/index.ts";
import { choice, lines, scale, text } from "./fields.ts";

/** A module for related persons: about standing beside somebody, and not losing oneself (P-08). */
export const besideSomebody: CatalogueTool = {
  key: "naast-iemand-staan",
  kind: "module",
  title: text("Naast iemand staan", "Standing beside somebody"),
  summary: text(
    "Over luisteren, grenzen en goed voor jezelf zorgen als iemand om wie je geeft het moeilijk heeft.",
    "About listening, limits, and taking care of yourself while somebody you care about has a hard time.",
  ),
  minutes: 30,
  feedbackEvery: null,
  pages: [
    {
      key: "waar-sta-je",
      title: text("Waar sta je nu?", "Where do you stand now?"),
      text: [
        text(
          "Iemand om wie je geeft is in behandeling. Dat vraagt ook iets van jou, vaak zonder dat iemand ernaar vraagt. Deze module is van jou alleen: niemand anders leest wat je hier schrijft, ook de behandelaar niet.",
          "Somebody you care about is in treatment. That asks something of you too, often without anybody asking about it. This module is yours alone: nobody else reads what you write here, not even the therapist.",
        ),
        text(
          "Begin met een eerlijke blik. Er is geen goed antwoord.",
          "Start with an honest look. There is no right answer.",
        ),
      ],
      fields: [
        scale(
          "last",
          text("Hoe zwaar weegt het op dit moment?", "How heavy does it weigh at the moment?"),
          [0, 10],
          [text("licht", "light"), text("heel zwaar", "very heavy")],
        ),
        lines("meeste", text("Wat kost je het meest?", "What costs you most?")),
      ],
      feedback: false,
    },
    {
      key: "luisteren",
      title: text("Luisteren zonder op te lossen", "Listening without solving"),
      text: [
        text(
          "Wie van iemand houdt, wil helpen. Raad geven voelt als helpen, maar komt vaak aan als: dit had je zelf moeten bedenken. Vraag eerst wat de ander nodig heeft: iemand die meedenkt, of iemand die er is.",
          "Who loves somebody wants to help. Giving advice feels like helping, but often lands as: you should have thought of this yourself. First ask what the other needs: somebody to think along, or somebody who is there.",
        ),
        text(
          "Zeg terug wat je hoorde, in je eigen woorden, en wacht. Stilte is geen leegte; er gebeurt daar vaak het meest.",
          "Say back what you heard, in your own words, and wait. Silence is not emptiness; often most happens there.",
        ),
      ],
      fields: [
        choice("neiging", text("Wat doe jij meestal als eerste?", "What do you usually do first?"), [
          ["oplossen", text("Een oplossing bedenken", "Think of a solution")],
          ["troosten", text("Troosten", "Comfort")],
          ["zwijgen", text("Stil worden", "Go quiet")],
          ["luisteren", text("Luisteren en doorvragen", "Listen and ask on")],
        ]),
        lines(
          "zin",
          text("Welke vraag zou jij deze week willen stellen?", "Which question would you like to ask this week?"),
        ),
      ],
      feedback: false,
    },
    {
      key: "grenzen",
      title: text("Wat van jou is, en wat niet", "What is yours, and what isn't"),
      text: [
        text(
          "Je kunt naast iemand staan zonder diens weg te lopen. De behandeling is niet van jou; hoe je nabij bent wel. Een grens is geen muur: het is de plek vanwaar je het kunt volhouden.",
          "You can stand beside somebody without walking their way for them. The treatment isn't yours; how you are near is. A limit is not a wall: it is the place from where you can keep going.",
        ),
        text(
          "Schrijf op wat je wilt blijven doen, en wat je niet langer alleen wilt dragen. Een paar woorden zijn genoeg.",
          "Write down what you want to go on doing, and what you no longer want to carry alone. A few words are enough.",
        ),
      ],
      fields: [
        lines("blijven", text("Dit wil ik blijven doen", "This I want to go on doing")),
        lines("loslaten", text("Dit draag ik niet langer alleen", "This I no longer carry alone")),
      ],
      feedback: false,
    },
    {
      key: "zorgen-voor-jezelf",
      title: text("Zorgen voor jezelf", "Taking care of yourself"),
      text: [
        text(
          "Slaap, beweging, iemand die naar jóu vraagt: het klinkt klein, en het is wat je overeind houdt. Kies één ding dat deze week van jou is, op een vast moment.",
          "Sleep, movement, somebody who asks about you: it sounds small, and it is what keeps you upright. Choose one thing that is yours this week, at a set moment.",
        ),
        text(
          "Maak je je zorgen over iemands veiligheid, wacht dan niet op dit platform: bel de huisarts of de crisisdienst, en bij direct gevaar 112.",
          "If you worry about somebody's safety, don't wait for this platform: call the doctor or the crisis service, and in immediate danger 112.",
        ),
      ],
      fields: [
        lines("moment", text("Dit is deze week van mij, en dan", "This is mine this week, and when")),
        lines("wie", text("Wie kan er naar jou vragen?", "Who can ask about you?")),
      ],
      feedback: false,
    },
    {
      key: "terugkijken",
      title: text("Terugkijken", "Looking back"),
      text: [
        text(
          "Lees terug wat je schreef. Je hoeft het met niemand te delen. Wil je dat wel, dan kies jij wat, met wie en wanneer.",
          "Read back what you wrote. You don't have to share it with anybody. If you want to, you choose what, with whom and when.",
        ),
        text(
          "Je kunt deze module later opnieuw beginnen. Dan zie je ook wat er veranderd is, en wat gebleven is.",
          "You can start this module again later. Then you also see what has changed, and what has stayed.",
        ),
      ],
      fields: [
        lines("meenemen", text("Dit neem ik mee", "This I take with me")),
        scale(
          "last",
          text("Hoe zwaar weegt het nu?", "How heavy does it weigh now?"),
          [0, 10],
          [text("licht", "light"), text("heel zwaar", "very heavy")],
        ),
      ],
      feedback: false,
    },
  ],
};
