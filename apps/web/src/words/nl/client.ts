export default {
  title: "Cliënten",
} as const;
