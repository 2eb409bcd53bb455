export default {
  title: "Uitnodiging",
} as const;
