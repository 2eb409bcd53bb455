export * from "./render-rosters.ts";
export * from "./roster.store.ts";
