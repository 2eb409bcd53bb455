export default {
  title: "Logboek",
} as const;
