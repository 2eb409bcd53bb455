import type { ConversationId } from "../contract/index.ts";
import type { DemoName } from "./people.ts";

/** One thing said in a demo conversation; `read` are those who have seen it. */
export interface DemoMessage {
  by: DemoName;
  daysAgo: number;
  /** Local time of day, `HH:MM`. */
  at: string;
  text: string;
}

/** A conversation of the demo. The first participant manages it; related persons take part via their demo link. */
export interface DemoConversation {
  id: ConversationId;
  topic: string | null;
  about: DemoName | null;
  participants: readonly [DemoName, ...DemoName[]];
  startedDaysAgo: number;
  messages: readonly DemoMessage[];
  /** How many of the last messages each of these has not read yet. */
  unread: Partial<Record<DemoName, number>>;
}

const id = (number: number) => `00000000-0000-4000-8000-0000000002${number}` as ConversationId;
const said = (by: DemoName, daysAgo: number, at: string, text: string): DemoMessage => ({ by, daysAgo, at, text });

/** What was said in the demo so far. */
export const demoConversations: readonly DemoConversation[] = [
  {
    id: id(11),
    topic: "Slaap en de ochtenden",
    about: "emma",
    participants: ["emma", "sanne", "fatima", "youssef"],
    startedDaysAgo: 20,
    unread: { sanne: 1, youssef: 1 },
    messages: [
      said(
        "emma",
        20,
        "16:02",
        "Ik heb jullie hier bij elkaar gezet, zodat ik het niet steeds opnieuw hoef te vertellen.",
      ),
      said("sanne", 20, "16:40", "Goed idee, Emma. Wat zou je willen dat wij deze weken voor je doen?"),
      said("emma", 20, "19:15", "Vooral de ochtenden. Ik word om drie uur wakker en dan begint het malen."),
      said("fatima", 19, "08:31", "Ik kan 's nachts bellen als het niet lukt. Ik lig toch vaak wakker."),
      said("youssef", 19, "12:05", "En ik kom op zaterdag wandelen, ook als je geen zin hebt."),
      said("sanne", 17, "09:12", "Fijn dat jullie er zijn. Emma, houd je het slaapdagboek bij? Kort is goed genoeg."),
      said("emma", 16, "21:48", "Gedaan. Drie nachten ingevuld. Het is minder vaak dan ik dacht."),
      said("youssef", 12, "18:20", "Dat wandelen was fijn. Ze heeft ook echt gelachen."),
      said("emma", 12, "18:41", "Dat was om jouw schoenen."),
      said("fatima", 6, "07:55", "Vannacht twee keer wakker, na een halfuur weer in slaap. Beter dan vorige week."),
      said("sanne", 5, "11:03", "Dat is vooruitgang. We kijken er dinsdag naar."),
      said("fatima", 0, "08:52", "Om drie uur wakker, na een halfuur sliep Emma weer."),
      said("sanne", 0, "09:05", "Mooi om te horen. Emma, hoe was de ochtend daarna?"),
      said("emma", 0, "09:31", "Moe, maar ik ben wel opgestaan."),
    ],
  },
  {
    id: id(12),
    topic: null,
    about: "emma",
    participants: ["sanne", "pieter"],
    startedDaysAgo: 40,
    unread: { sanne: 1 },
    messages: [
      said(
        "sanne",
        40,
        "10:00",
        "Dag, fijn dat je mee wilt denken. Emma weet dat wij elkaar hier schrijven en kan dit altijd teruglezen.",
      ),
      said("pieter", 40, "20:14", "Dat is goed. Ik wil vooral weten wat ik beter niet kan zeggen."),
      said("sanne", 39, "09:25", "Een goede vraag. Luisteren zonder meteen een oplossing te geven helpt het meest."),
      said("pieter", 21, "19:02", "Zondag hebben we samen gegeten. Het ging rustig."),
      said("sanne", 20, "08:47", "Dank je voor het vertellen. Laat haar het tempo bepalen, dan komt het goed."),
      said("pieter", 1, "17:36", "Tot zondag dan. Ik neem de soep mee."),
    ],
  },
  {
    id: id(13),
    topic: null,
    about: "emma",
    participants: ["sanne", "emma"],
    startedDaysAgo: 200,
    unread: {},
    messages: [
      said("sanne", 34, "13:40", "Fijn dat je er vanmiddag was. Neem rustig de tijd voor het dagboek."),
      said("emma", 34, "13:52", "Dank je. Ik heb er iets bij geschreven over zondag."),
      said("sanne", 27, "16:05", "Ik heb het gelezen. Daar praten we over door."),
      said("emma", 2, "15:20", "Zie ik je dinsdag op dezelfde tijd?"),
      said("sanne", 2, "15:44", "Ja. Tot dinsdag, Emma."),
    ],
  },
  {
    id: id(14),
    topic: null,
    about: null,
    participants: ["daan", "sanne"],
    startedDaysAgo: 30,
    unread: { sanne: 2 },
    messages: [
      said("daan", 8, "11:15", "Heb jij de planning voor december al gezien?"),
      said("sanne", 8, "11:31", "Ja, ik ben de laatste twee weken weg. Ik vraag Noor om het te regelen."),
      said("daan", 0, "09:38", "Goed. Zullen we de overdracht om vier uur doorlopen?"),
      said("daan", 0, "09:40", "Ik zit op de tweede verdieping."),
    ],
  },
  {
    id: id(15),
    topic: null,
    about: "emma",
    participants: ["emma", "fatima"],
    startedDaysAgo: 80,
    unread: { emma: 2 },
    messages: [
      said("emma", 13, "20:10", "Ben je thuis?"),
      said("fatima", 13, "20:12", "Ja. Bel maar."),
      said("fatima", 0, "10:08", "Hoe is het nu?"),
      said("fatima", 0, "10:10", "Zal ik soep meenemen?"),
    ],
  },
  {
    id: id(16),
    topic: null,
    about: null,
    participants: ["noor", "sanne"],
    startedDaysAgo: 25,
    unread: {},
    messages: [
      said("noor", 3, "14:02", "Ik heb je verlof genoteerd. Wie neemt er voor je waar?"),
      said("sanne", 3, "14:20", "Daan. Hij weet ervan."),
      said("noor", 3, "14:21", "Dan zet ik het klaar."),
    ],
  },
  {
    id: id(17),
    topic: null,
    about: "lucas",
    participants: ["daan", "lucas"],
    startedDaysAgo: 100,
    unread: { daan: 1 },
    messages: [
      said("daan", 9, "10:30", "Hoe ging de oefening deze week?"),
      said("lucas", 1, "11:26", "Ik heb de oefening drie keer gedaan. De derde keer ging het vanzelf."),
    ],
  },
];
