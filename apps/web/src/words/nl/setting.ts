export default {
  title: "Instellingen",
} as const;
