import type { CatalogueTool } from "../../contract/index.ts";
import { choice, lines, scale, text } from "./fields.ts";

const tension = (key: string, nl: string, en: string) =>
  scale(key, text(nl, en), [0, 10], [text("ontspannen", "relaxed"), text("heel gespannen", "very tense")]);

/** A short module without feedback moments. */
export const breathing: CatalogueTool = {
  key: "ontspannen-ademen",
  kind: "module",
  title: text("Ontspannen ademen", "Relaxed breathing"),
  summary: text(
    "Vijf korte oefeningen om met je adem tot rust te komen, ook op een drukke dag.",
    "Five short exercises to come to rest with your breath, on a busy day too.",
  ),
  minutes: 25,
  feedbackEvery: null,
  pages: [
    {
      key: "opmerken",
      title: text("Je adem opmerken", "Noticing your breath"),
      text: [
        text(
          "Ga zitten zoals je prettig zit, met je voeten op de grond. Leg één hand op je buik en één op je borst.",
          "Sit in a way that is comfortable, with your feet on the floor. Put one hand on your belly and one on your chest.",
        ),
        text(
          "Doe een minuut lang niets aan je adem. Merk alleen op: welke hand beweegt het meest? Is de adem kort of lang, hoog of laag?",
          "For one minute, do nothing about your breath. Only notice: which hand moves most? Is your breath short or long, high or low?",
        ),
        text(
          "Word je hiervan onrustig of licht in je hoofd, stop dan even en kijk om je heen. Je kunt later verdergaan.",
          "If this makes you restless or light-headed, stop for a while and look around you. You can go on later.",
        ),
      ],
      fields: [
        choice("hand", text("Welke hand bewoog het meest?", "Which hand moved most?"), [
          ["buik", text("De hand op mijn buik", "The hand on my belly")],
          ["borst", text("De hand op mijn borst", "The hand on my chest")],
          ["beide", text("Allebei ongeveer evenveel", "Both about the same")],
        ]),
        tension("spanning", "Hoe gespannen ben je nu?", "How tense are you now?"),
      ],
      feedback: false,
    },
    {
      key: "buik",
      title: text("Ademen naar je buik", "Breathing into your belly"),
      text: [
        text(
          "Laat je schouders zakken. Adem in door je neus en laat je buik daarbij een beetje naar voren komen. Adem rustig uit; je buik zakt weer terug.",
          "Let your shoulders drop. Breathe in through your nose and let your belly come forward a little. Breathe out slowly; your belly sinks back.",
        ),
        text(
          "Het hoeft niet diep. Te veel lucht maakt juist duizelig. Doe dit tien keer, in je eigen tempo.",
          "It need not be deep. Too much air makes you dizzy instead. Do this ten times, at your own pace.",
        ),
      ],
      fields: [
        tension("spanning", "Hoe gespannen ben je nu?", "How tense are you now?"),
        lines("ervaring", text("Wat merkte je op?", "What did you notice?")),
      ],
      feedback: false,
    },
    {
      key: "uitademen",
      title: text("Langer uitademen", "Breathing out longer"),
      text: [
        text(
          "Als je uitademt, gaat je hart iets langzamer slaan. Daarom helpt het om het uitademen wat langer te maken dan het inademen.",
          "When you breathe out, your heart beats a little more slowly. That is why it helps to make breathing out somewhat longer than breathing in.",
        ),
        text(
          "Tel in gedachten: drie tellen in, vijf tellen uit. Wacht daarna tot de volgende inademing vanzelf komt.",
          "Count in your mind: three counts in, five counts out. Then wait until the next breath comes by itself.",
        ),
        text(
          "Past dat ritme niet bij je, kies dan een ander. Het enige wat telt is: uit duurt langer dan in.",
          "If that rhythm doesn't suit you, choose another. All that counts is: out takes longer than in.",
        ),
      ],
      fields: [
        choice("ritme", text("Welk ritme past bij je?", "Which rhythm suits you?"), [
          ["drie-vijf", text("Drie in, vijf uit", "Three in, five out")],
          ["vier-zes", text("Vier in, zes uit", "Four in, six out")],
          ["anders", text("Een eigen ritme", "A rhythm of my own")],
        ]),
        tension("spanning", "Hoe gespannen ben je nu?", "How tense are you now?"),
      ],
      feedback: false,
    },
    {
      key: "onderweg",
      title: text("Een minuut, waar je ook bent", "One minute, wherever you are"),
      text: [
        text(
          "Ademen kan overal: bij het koffieapparaat, in de trein, voordat je ergens aanbelt. Niemand ziet het.",
          "You can breathe anywhere: at the coffee machine, on the train, before you ring a bell. Nobody sees it.",
        ),
        text(
          "Kies drie vaste momenten op een dag. Koppel ze aan iets wat je toch al doet, dan hoef je er niet aan te denken.",
          "Choose three set moments in the day. Tie them to something you already do, so that you don't have to remember.",
        ),
      ],
      fields: [lines("momenten", text("Welke drie momenten kies je?", "Which three moments do you choose?"))],
      feedback: false,
    },
    {
      key: "bewaren",
      title: text("Wat je meeneemt", "What you take with you"),
      text: [
        text(
          "Kijk terug op de vorige oefeningen. Wat hielp, wat hielp niet, en wanneer?",
          "Look back on the exercises before. What helped, what didn't, and when?",
        ),
        text(
          "Spanning hoort bij het leven; ademen neemt haar niet weg. Het geeft je een plek om naar terug te gaan.",
          "Tension is part of life; breathing doesn't take it away. It gives you a place to return to.",
        ),
      ],
      fields: [
        lines("helpt", text("Dit helpt mij", "This helps me")),
        scale(
          "vertrouwen",
          text(
            "Hoeveel vertrouwen heb je dat je dit blijft doen?",
            "How confident are you that you will keep doing this?",
          ),
          [0, 10],
          [text("geen", "none"), text("veel", "a lot")],
        ),
      ],
      feedback: false,
    },
  ],
};
