import type { CatalogueTool } from "../../contract/index.ts";
import { choice, lines, scale, text, time } from "./fields.ts";

/** A diary: one entry each morning, about the night before. */
export const sleepDiary: CatalogueTool = {
  key: "slaapdagboek",
  kind: "diary",
  title: text("Slaapdagboek", "Sleep diary"),
  summary: text(
    "Elke ochtend een paar regels over de nacht. Na een week zie je hoe je werkelijk slaapt.",
    "A few lines about the night, every morning. After a week you can see how you really sleep.",
  ),
  minutes: 3,
  feedbackEvery: 7,
  pages: [
    {
      key: "nacht",
      title: text("De afgelopen nacht", "Last night"),
      text: [
        text(
          "Vul dit in nadat je bent opgestaan. Schatten is goed: kijk 's nachts niet op de klok om het precies te weten.",
          "Fill this in after you have got up. A guess is fine: don't look at the clock at night to get it exact.",
        ),
        text(
          "Eén nacht zegt weinig. Pas na een dag of zeven wordt zichtbaar wat er terugkomt en wat toeval was.",
          "One night says little. Only after seven days or so can you see what keeps coming back and what was chance.",
        ),
        text(
          "Een ochtend overgeslagen? Ga dan gewoon verder met vandaag.",
          "Did you skip a morning? Then simply go on with today.",
        ),
      ],
      fields: [
        time("naar-bed", text("Hoe laat ging je naar bed?", "What time did you go to bed?")),
        time("in-slaap", text("Hoe laat viel je ongeveer in slaap?", "About what time did you fall asleep?")),
        choice("wakker", text("Hoe lang was je 's nachts wakker?", "How long were you awake during the night?"), [
          ["niet", text("Niet, of ik weet het niet", "Not at all, or I don't know")],
          ["kwartier", text("Minder dan een kwartier", "Less than a quarter of an hour")],
          ["half-uur", text("Een kwartier tot een half uur", "A quarter of an hour to half an hour")],
          ["uur", text("Een half uur tot een uur", "Half an hour to an hour")],
          ["langer", text("Langer dan een uur", "More than an hour")],
        ]),
        time("opgestaan", text("Hoe laat stond je op?", "What time did you get up?")),
        scale(
          "uitgerust",
          text("Hoe uitgerust ben je nu?", "How rested are you now?"),
          [0, 10],
          [text("helemaal niet", "not at all"), text("helemaal", "completely")],
        ),
        lines(
          "notitie",
          text(
            "Was er iets bijzonders, gisteravond of vannacht? (mag leeg blijven)",
            "Was there anything out of the ordinary last evening or last night? (may stay empty)",
          ),
        ),
      ],
      feedback: false,
    },
  ],
};
