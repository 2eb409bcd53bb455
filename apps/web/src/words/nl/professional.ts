export default {
  title: "Professionals",
} as const;
