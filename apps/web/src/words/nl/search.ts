export default {
  title: "Andere cliënten",
} as const;
