export default {
  title: "Contactgeschiedenis",
} as const;
