export * from "./routes.ts";
export * from "./tell-unread.ts";
export * from "./watch-unread.ts";
