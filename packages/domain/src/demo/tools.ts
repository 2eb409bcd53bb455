import type { ToolAnswers, ToolId } from "../contract/index.ts";
import type { DemoName } from "./people.ts";

/** A closed page of a demo tool. */
export interface DemoToolPage {
  entry: number;
  pageKey: string;
  daysAgo: number;
  answers: ToolAnswers;
}

/** A tool of a demo client. A feedback moment without feedback waits. */
export interface DemoTool {
  toolId: ToolId;
  client: DemoName;
  catalogueKey: string;
  guide: DemoName | null;
  assignedBy: DemoName;
  daysAgo: number;
  pages: readonly DemoToolPage[];
  moments: readonly { after: string; daysAgo: number; given?: { daysAgo: number; text: string } }[];
}

const id = (number: number) => `00000000-0000-4000-8000-0000000004${number}` as ToolId;

type Night = [toBed: string, asleep: string, awake: string, up: string, rested: number, note?: string];

const night = ([toBed, asleep, awake, up, rested, note]: Night): ToolAnswers => ({
  "naar-bed": toBed,
  "in-slaap": asleep,
  wakker: awake,
  opgestaan: up,
  uitgerust: rested,
  ...(note === undefined ? {} : { notitie: note }),
});

const nights: readonly Night[] = [
  ["23:30", "00:45", "uur", "07:15", 4],
  ["23:10", "00:30", "half-uur", "07:15", 5],
  ["00:05", "00:50", "half-uur", "07:20", 4, "Laat thuis na de verjaardag van mijn zus."],
  ["23:00", "00:40", "langer", "07:15", 3, "Lag te denken aan het gesprek op mijn werk."],
  ["22:45", "23:50", "half-uur", "07:15", 5],
  ["23:15", "23:55", "kwartier", "08:30", 6],
  ["23:20", "00:10", "kwartier", "08:45", 6, "Geen wekker gezet."],
  ["23:00", "23:50", "half-uur", "07:15", 5],
  ["23:00", "23:40", "kwartier", "07:15", 6, "Telefoon in de gang gelegd."],
  ["22:50", "23:45", "uur", "07:15", 4],
  ["23:05", "23:35", "kwartier", "07:15", 7],
  ["23:00", "23:30", "niet", "07:15", 7, "Eerst een half uur gelezen."],
  ["23:10", "23:40", "kwartier", "07:20", 6],
];

type Week = [mood: number, pleasure: number, low: number, tense: number, irritable: number];
type Days = [going: number, attention: number, contact: number, gentle: number, line?: string];

const week = (entry: number, daysAgo: number, felt: Week, went: Days): DemoToolPage[] => {
  const [stemming, plezier, somber, gespannen, prikkelbaar] = felt;
  const [opGang, aandacht, contact, mild, regel] = went;
  return [
    { entry, daysAgo, pageKey: "stemming", answers: { stemming, plezier, somber, gespannen, prikkelbaar } },
    {
      entry,
      daysAgo,
      pageKey: "dagen",
      answers: { "op-gang": opGang, aandacht, contact, mild, ...(regel === undefined ? {} : { regel }) },
    },
  ];
};

/** The tools of the demo's clients, and how far they are. */
export const demoTools = {
  worrying: {
    toolId: id(11),
    client: "emma",
    catalogueKey: "piekeren-de-baas",
    guide: "sanne",
    assignedBy: "sanne",
    daysAgo: 34,
    pages: [
      {
        entry: 1,
        pageKey: "wat-is-piekeren",
        daysAgo: 32,
        answers: { last: 7, waarover: "Of ik mijn werk wel goed doe. En of ik mensen tot last ben." },
      },
      {
        entry: 1,
        pageKey: "wanneer",
        daysAgo: 25,
        answers: {
          moment: "nacht",
          aanleiding: "Een mail van mijn teamleider, vlak voor het eten.",
          lichaam: "Kaken op elkaar, warme handen, hart dat snel gaat.",
        },
      },
      {
        entry: 1,
        pageKey: "piekerkwartier",
        daysAgo: 16,
        answers: { tijd: "19:30", plek: "Aan de keukentafel", daarna: "De afwas, met de radio aan" },
      },
      {
        entry: 1,
        pageKey: "piekerlijst",
        daysAgo: 1.2,
        answers: {
          lijst: "Het gesprek van dinsdag.\nDat ik weer slecht slaap.\nDat mijn zus denkt dat ik haar ontwijk.",
          stap: "Mijn zus bellen en vragen of we zaterdag gaan wandelen.",
          laten: "Wat ze op mijn werk van me vinden.",
          uitstellen: 5,
        },
      },
    ],
    moments: [{ after: "piekerlijst", daysAgo: 1.2 }],
  },
  sleep: {
    toolId: id(12),
    client: "emma",
    catalogueKey: "slaapdagboek",
    guide: "sanne",
    assignedBy: "sanne",
    daysAgo: 14,
    pages: nights.map((one, index) => ({
      entry: index + 1,
      pageKey: "nacht",
      daysAgo: nights.length - 1 - index + 0.1,
      answers: night(one),
    })),
    moments: [
      {
        after: "7",
        daysAgo: 6.1,
        given: {
          daysAgo: 5.5,
          text: "Dank je voor deze week, Emma. Wat me opvalt: op de dagen dat je laat thuiskomt, lig je niet langer wakker dan op de avonden waarop je aan je werk denkt. Zullen we daar donderdag bij stilstaan?",
        },
      },
    ],
  },
  mood: {
    toolId: id(13),
    client: "emma",
    catalogueKey: "stemming-per-week",
    guide: "sanne",
    assignedBy: "sanne",
    daysAgo: 24,
    pages: [
      ...week(1, 20, [4, 1, 2, 3, 2], [1, 1, 1, 0, "Zaterdag even niets gehoeven."]),
      ...week(2, 13, [5, 1, 2, 2, 2], [2, 1, 2, 1]),
      ...week(3, 6, [6, 2, 1, 2, 1], [2, 2, 2, 1, "Met een vriendin naar de markt geweest."]),
    ],
    moments: [],
  },
  breathing: {
    toolId: id(14),
    client: "emma",
    catalogueKey: "ontspannen-ademen",
    guide: null,
    assignedBy: "sanne",
    daysAgo: 18,
    pages: [
      { entry: 1, pageKey: "opmerken", daysAgo: 15, answers: { hand: "borst", spanning: 6 } },
      {
        entry: 1,
        pageKey: "buik",
        daysAgo: 9,
        answers: { spanning: 5, ervaring: "Mijn schouders zaten hoger dan ik dacht." },
      },
    ],
    moments: [],
  },
  lucasMood: {
    toolId: id(21),
    client: "lucas",
    catalogueKey: "stemming-per-week",
    guide: "daan",
    assignedBy: "daan",
    daysAgo: 40,
    pages: [
      ...week(1, 36, [5, 1, 2, 1, 2], [1, 2, 1, 1]),
      ...week(2, 29, [5, 2, 1, 1, 2], [2, 1, 1, 1, "Weer een keer gaan hardlopen."]),
      ...week(3, 22, [6, 2, 1, 1, 1], [2, 2, 1, 2]),
      ...week(4, 15, [6, 2, 1, 1, 1], [2, 2, 2, 2, "Avond met vrienden, was moe maar wel blij."]),
      ...week(5, 8, [7, 3, 1, 1, 1], [3, 2, 2, 2]),
    ],
    moments: [
      {
        after: "4",
        daysAgo: 15,
        given: {
          daysAgo: 14,
          text: "Je schrijft twee keer over bewegen en over vrienden, en in die weken ligt je cijfer hoger. Ik ben benieuwd wat jij daarvan vindt.",
        },
      },
    ],
  },
  lucasWorrying: {
    toolId: id(22),
    client: "lucas",
    catalogueKey: "piekeren-de-baas",
    guide: "daan",
    assignedBy: "daan",
    daysAgo: 2,
    pages: [],
    moments: [],
  },
} as const satisfies Record<string, DemoTool>;
