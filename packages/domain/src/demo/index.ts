export * from "./conversations.ts";
export * from "./people.ts";
