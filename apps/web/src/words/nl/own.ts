export default {
  title: "Mijn kring",
} as const;
