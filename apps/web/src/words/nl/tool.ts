export default {
  title: "Tool",
} as const;
