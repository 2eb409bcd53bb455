import type { CatalogueTool } from "../../contract/index.ts";
import { lines, scale, text } from "./fields.ts";

const often = (key: string, nl: string, en: string) =>
  scale(key, text(nl, en), [0, 3], [text("bijna nooit", "hardly ever"), text("bijna elke dag", "nearly every day")]);

/** A questionnaire in words of its own, filled in once a week. */
export const moodPerWeek: CatalogueTool = {
  key: "stemming-per-week",
  kind: "questionnaire",
  title: text("Stemming per week", "Mood per week"),
  summary: text(
    "Eén keer per week terugkijken op je stemming en op wat de dagen je brachten.",
    "Once a week, look back on your mood and on what the days brought you.",
  ),
  minutes: 6,
  feedbackEvery: 4,
  pages: [
    {
      key: "stemming",
      title: text("Hoe je je voelde", "How you felt"),
      text: [
        text(
          "Deze vragen gaan over de afgelopen zeven dagen, vandaag meegerekend. Kies steeds wat er het dichtst bij komt; lang nadenken hoeft niet.",
          "These questions are about the past seven days, today included. Each time, choose what comes closest; no need to think long.",
        ),
        text(
          "Er zijn geen goede of verkeerde antwoorden, en er komt geen cijfer uit. Het gaat om het verloop: wat verandert er van week tot week?",
          "There are no right or wrong answers, and no mark comes out of it. It is about the course: what changes from week to week?",
        ),
      ],
      fields: [
        scale(
          "stemming",
          text("Welk cijfer geef je je stemming van deze week?", "What number would you give your mood this week?"),
          [0, 10],
          [text("heel somber", "very low"), text("heel goed", "very good")],
        ),
        often("plezier", "Ik had ergens plezier in.", "I took pleasure in something."),
        often("somber", "Ik voelde me een groot deel van de dag somber.", "I felt low for much of the day."),
        often("gespannen", "Ik was gespannen of onrustig.", "I was tense or restless."),
        often("prikkelbaar", "Kleine dingen werden me snel te veel.", "Small things quickly became too much for me."),
      ],
      feedback: false,
    },
    {
      key: "dagen",
      title: text("Hoe de dagen gingen", "How the days went"),
      text: [
        text(
          "Nu over wat je deed, en wat lukte. Ook hier: de afgelopen zeven dagen.",
          "Now about what you did, and what worked out. Again: the past seven days.",
        ),
        text(
          "Ben je tussendoor bang dat het niet goed met je gaat? Wacht dan niet op deze lijst, maar neem contact op met je behandelaar of je huisarts.",
          "Are you worried at any time that you are not doing well? Don't wait for this list, but contact your therapist or your doctor.",
        ),
      ],
      fields: [
        often("op-gang", "Het lukte me om op gang te komen.", "I managed to get going."),
        often("aandacht", "Ik kon mijn aandacht ergens bij houden.", "I could keep my attention on things."),
        often("contact", "Ik had contact dat me goed deed.", "I had contact with others that did me good."),
        often("mild", "Ik was mild voor mezelf.", "I was gentle with myself."),
        lines(
          "regel",
          text(
            "Wat wil je van deze week onthouden? (mag leeg blijven)",
            "What do you want to remember from this week? (may stay empty)",
          ),
        ),
      ],
      feedback: false,
    },
  ],
};
