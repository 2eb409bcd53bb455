export default {
  title: "Voorgestelde cliënten",
} as const;
