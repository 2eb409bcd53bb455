import type { CatalogueTool, ToolPage } from "../../contract/index.ts";
import { choice, line, lines, scale, text, time } from "./fields.ts";

const firstHalf: ToolPage[] = [
  {
    key: "wat-is-piekeren",
    title: text("Wat is piekeren?", "What is worrying?"),
    text: [
      text(
        "Iedereen denkt na over wat er mis kan gaan. Nadenken brengt je ergens: je komt tot een besluit, of je laat iets los. Piekeren draait rond. Na een uur ben je moe, en de vraag ligt er nog.",
        "Everybody thinks about what could go wrong. Thinking takes you somewhere: you come to a decision, or you let something go. Worrying goes round and round. After an hour you are tired, and the question is still there.",
      ),
      text(
        "Piekeren begint vaak met ‘wat als’ of ‘had ik maar’. Het voelt alsof je iets oplost, en daarom is het lastig om ermee te stoppen.",
        "Worrying often starts with ‘what if’ or ‘if only’. It feels as if you are solving something, and that makes it hard to stop.",
      ),
      text(
        "In deze module leer je niet om nooit meer te piekeren. Je oefent hoe je het opmerkt, er een plek aan geeft en weer verdergaat met wat je aan het doen was.",
        "In this module you don't learn never to worry again. You practise how to notice it, give it a place and go on with what you were doing.",
      ),
    ],
    fields: [
      scale(
        "last",
        text("Hoeveel last had je deze week van piekeren?", "How much did worrying trouble you this week?"),
        [0, 10],
        [text("geen", "not at all"), text("heel veel", "very much")],
      ),
      lines("waarover", text("Waarover pieker je het vaakst?", "What do you worry about most often?")),
    ],
    feedback: false,
  },
  {
    key: "wanneer",
    title: text("Wanneer begint het?", "When does it start?"),
    text: [
      text(
        "Piekeren komt zelden zomaar. Vaak is er een plek, een tijdstip of een gevoel waarmee het begint: in bed, na een bericht, als het stil wordt.",
        "Worrying rarely comes out of nowhere. Often there is a place, a time or a feeling with which it starts: in bed, after a message, when it gets quiet.",
      ),
      text(
        "Denk terug aan de laatste keer. Ga als een filmcamera langs wat er gebeurde, zonder er iets van te vinden.",
        "Think back to the last time. Go along what happened like a film camera, without judging it.",
      ),
    ],
    fields: [
      choice("moment", text("Wanneer pieker je het meest?", "When do you worry most?"), [
        ["ochtend", text("In de ochtend", "In the morning")],
        ["middag", text("Overdag", "During the day")],
        ["avond", text("In de avond", "In the evening")],
        ["nacht", text("'s Nachts, in bed", "At night, in bed")],
      ]),
      line("aanleiding", text("Waarmee begon het de laatste keer?", "What did it start with, the last time?")),
      lines("lichaam", text("Wat merkte je aan je lichaam?", "What did you notice in your body?")),
    ],
    feedback: false,
  },
  {
    key: "piekerkwartier",
    title: text("Het piekerkwartier", "Worry time"),
    text: [
      text(
        "Gedachten verbieden werkt niet: wat je wegduwt, komt terug. Uitstellen werkt vaak wel. Je spreekt met jezelf af dat piekeren mag, op een vaste tijd.",
        "Forbidding thoughts doesn't work: what you push away comes back. Putting them off often does. You agree with yourself that worrying is allowed, at a set time.",
      ),
      text(
        "Kies elke dag hetzelfde kwartier, niet vlak voor het slapen en niet in bed. Zet een wekker. Komt er op een ander moment een piekergedachte, zeg dan: daar kom ik straks op terug.",
        "Choose the same quarter of an hour every day, not just before sleep and not in bed. Set an alarm. If a worry comes at another moment, say: I'll come back to that later.",
      ),
      text(
        "In je piekerkwartier ga je zitten en pieker je op papier. Gaat de wekker, dan sta je op en doe je iets met je handen.",
        "During your worry time you sit down and worry on paper. When the alarm goes, you get up and do something with your hands.",
      ),
      text(
        "De eerste dagen lukt het uitstellen misschien maar één keer. Dat is het begin, zo gaat oefenen.",
        "The first few days you may manage to put a worry off only once. That is the beginning; it is how practice goes.",
      ),
    ],
    fields: [
      time("tijd", text("Hoe laat is jouw piekerkwartier?", "What time is your worry time?")),
      line("plek", text("Waar ga je zitten?", "Where will you sit?")),
      line("daarna", text("Wat doe je als de wekker gaat?", "What will you do when the alarm goes?")),
    ],
    feedback: false,
  },
  {
    key: "piekerlijst",
    title: text("De piekerlijst", "The worry list"),
    text: [
      text(
        "Schrijf op waar je deze dagen over piekerde. Eén regel per gedachte is genoeg. Op papier zijn het er vaak minder dan in je hoofd.",
        "Write down what you worried about these days. One line per thought is enough. On paper there are often fewer than in your head.",
      ),
      text(
        "Zet daarna bij elke regel: kan ik hier iets aan doen? Zo ja, wat is dan de eerste kleine stap? Zo nee, dan mag de gedachte op de lijst blijven staan. Je hoeft er niets mee.",
        "Then put with each line: can I do anything about this? If so, what is the first small step? If not, the thought may stay on the list. You need not do anything with it.",
      ),
      text(
        "Na deze stap leest je behandelaar mee, als die deze module begeleidt. Daarna ga je verder.",
        "After this step your therapist reads along, if this module is guided. Then you go on.",
      ),
    ],
    fields: [
      lines("lijst", text("Mijn piekerlijst", "My worry list")),
      lines(
        "stap",
        text("Hier kan ik iets aan doen. De eerste stap is", "I can do something about this. The first step is"),
      ),
      lines("laten", text("Hier kan ik nu niets aan doen", "I can't do anything about this now")),
      scale(
        "uitstellen",
        text("Hoe vaak lukte het om het piekeren uit te stellen?", "How often did you manage to put worrying off?"),
        [0, 10],
        [text("nooit", "never"), text("altijd", "always")],
      ),
    ],
    feedback: true,
  },
];

const secondHalf: ToolPage[] = [
  {
    key: "gedachten",
    title: text("Een gedachte is geen feit", "A thought is not a fact"),
    text: [
      text(
        "Een gedachte kan waar voelen en toch niet kloppen. ‘Ze reageert niet, dus ze is boos’ is één uitleg. Er zijn er meestal meer.",
        "A thought can feel true and still not be right. ‘She doesn't answer, so she is angry’ is one explanation. Mostly there are more.",
      ),
      text(
        "Neem één zin van je piekerlijst. Schrijf hem precies zo op als hij in je hoofd klinkt. Kijk dan wat ervoor pleit en wat ertegen, alsof je het voor een ander uitzoekt.",
        "Take one line from your worry list. Write it down exactly as it sounds in your head. Then look at what speaks for it and against it, as if you were finding out for somebody else.",
      ),
    ],
    fields: [
      line("gedachte", text("De gedachte", "The thought")),
      scale(
        "geloof-voor",
        text("Hoe waar voelt die nu?", "How true does it feel now?"),
        [0, 10],
        [text("helemaal niet", "not at all"), text("helemaal", "completely")],
      ),
      lines("voor", text("Wat pleit ervoor?", "What speaks for it?")),
      lines("tegen", text("Wat pleit ertegen?", "What speaks against it?")),
    ],
    feedback: false,
  },
  {
    key: "helpend",
    title: text("Een gedachte die je verder helpt", "A thought that helps you along"),
    text: [
      text(
        "Een helpende gedachte is geen opgewekte spreuk. Ze is eerlijk, ze past bij wat je weet, en je kunt er iets mee.",
        "A helpful thought is not a cheerful saying. It is honest, it fits what you know, and you can do something with it.",
      ),
      text(
        "Stel jezelf deze vragen. Wat zou ik tegen een vriend zeggen? Hoe kijk ik hier over een jaar naar? Wat kan ik doen als het tóch gebeurt?",
        "Ask yourself these questions. What would I say to a friend? How will I look at this in a year? What can I do if it happens after all?",
      ),
      text(
        "Schrijf een nieuwe zin op die je zelf gelooft, al is het maar een beetje.",
        "Write down a new line that you believe yourself, if only a little.",
      ),
    ],
    fields: [
      lines("nieuw", text("Mijn helpende gedachte", "My helpful thought")),
      scale(
        "geloof-na",
        text("Hoe waar voelt de oude gedachte nu?", "How true does the old thought feel now?"),
        [0, 10],
        [text("helemaal niet", "not at all"), text("helemaal", "completely")],
      ),
    ],
    feedback: false,
  },
  {
    key: "doen",
    title: text("Van denken naar doen", "From thinking to doing"),
    text: [
      text(
        "Piekeren houdt je in je hoofd. Iets doen haalt je eruit, zeker als je er je aandacht bij nodig hebt: wandelen en tellen wat je hoort, koken, iemand bellen.",
        "Worrying keeps you in your head. Doing something gets you out of it, above all if it takes your attention: walking and counting what you hear, cooking, calling somebody.",
      ),
      text(
        "Maak een plan in de vorm ‘als … dan …’. Bijvoorbeeld: als ik na tien uur begin te piekeren, dan sta ik op en zet ik thee.",
        "Make a plan in the form ‘if … then …’. For example: if I start worrying after ten o'clock, then I get up and make tea.",
      ),
      text(
        "Probeer het een paar dagen voordat je verdergaat. Wat niet past, verander je.",
        "Try it for a few days before you go on. Change what doesn't fit.",
      ),
    ],
    fields: [
      line("als", text("Als", "If")),
      line("dan", text("Dan", "Then")),
      choice("geprobeerd", text("Heb je het geprobeerd?", "Have you tried it?"), [
        ["vaak", text("Ja, vaker dan één keer", "Yes, more than once")],
        ["eens", text("Ja, één keer", "Yes, once")],
        ["nog-niet", text("Nog niet", "Not yet")],
      ]),
    ],
    feedback: false,
  },
  {
    key: "terugkijken",
    title: text("Terugkijken en volhouden", "Looking back and keeping it up"),
    text: [
      text(
        "Leg je eerste stap naast vandaag. Misschien pieker je minder, misschien even veel maar korter, misschien merk je het alleen eerder op. Ook dat is een verschil.",
        "Put your first step beside today. Perhaps you worry less, perhaps as much but for a shorter time, perhaps you only notice it sooner. That is a difference too.",
      ),
      text(
        "Er komen weken waarin het weer meer wordt. Dan is er niets mislukt: je weet wat je kunt doen. Schrijf het op voor die week.",
        "There will be weeks in which it increases again. Then nothing has failed: you know what you can do. Write it down for that week.",
      ),
      text(
        "Je behandelaar leest dit, als die de module begeleidt, en sluit haar met je af.",
        "Your therapist reads this, if the module is guided, and rounds it off with you.",
      ),
    ],
    fields: [
      scale(
        "last",
        text("Hoeveel last had je deze week van piekeren?", "How much did worrying trouble you this week?"),
        [0, 10],
        [text("geen", "not at all"), text("heel veel", "very much")],
      ),
      lines("geleerd", text("Wat werkt voor mij", "What works for me")),
      lines("later", text("Wat ik doe als het piekeren terugkomt", "What I do when the worrying returns")),
    ],
    feedback: true,
  },
];

/** A module of eight steps on worrying, from well-known cognitive exercises. */
export const worrying: CatalogueTool = {
  key: "piekeren-de-baas",
  kind: "module",
  title: text("Piekeren de baas", "Mastering your worries"),
  summary: text(
    "Acht stappen om piekeren op te merken, uit te stellen en anders naar je gedachten te kijken.",
    "Eight steps to notice worrying, put it off and look at your thoughts in another way.",
  ),
  minutes: 120,
  feedbackEvery: null,
  pages: [...firstHalf, ...secondHalf],
};
