import type { Words } from "../words.ts";

const tool: Words["tool"] = {
  title: "Tool",
  kinds: { module: "Module", diary: "Diary", questionnaire: "Questionnaire" },
  guide: {
    by: "Guided by {{name}}",
    byYou: "Guided by you",
    none: "Unguided",
  },
  progress: {
    steps: "{{done}} of {{of}} steps done",
    none: "Not filled in yet",
    once: "Filled in once",
    times: "Filled in {{done}} times",
    last: "last on {{date}}",
    notStarted: "Not started yet",
    finished: "Finished on {{date}}",
  },
  feedback: {
    waiting: "Waits for feedback",
    later: "Feedback to come",
    off: "Feedback moments off",
    "none-left": "No feedback left",
  },
  minutes: "About {{number}} minutes",
  step: "Step {{number}} of {{of}}",
  entryNumbered: "Time {{number}}, {{date}}",
  answers: {
    title: "Answers",
    none: "Nothing filled in yet.",
    noneText: "What has been filled in and finished will be here.",
    empty: "Not filled in",
    scale: "{{value}} ({{min}}: {{low}}, {{max}}: {{high}})",
    readText: "Read the text of this step",
  },
  moment: {
    title: "Feedback",
    given: "Feedback from {{name}}, {{when}}",
    givenBySomeone: "Feedback, {{when}}",
    waiting: "Feedback asked for, {{when}}",
    off: "Feedback moment off: this tool became unguided before there was feedback.",
  },
};
export default tool;
