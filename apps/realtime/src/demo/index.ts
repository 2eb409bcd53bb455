export * from "./seed-conversations.ts";
