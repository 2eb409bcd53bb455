export * from "./edge.ts";
export * from "./handlers.ts";
export * from "./limits.ts";
export * from "./listener.ts";
export * from "./outlet.ts";
export * from "./types.ts";
export * from "./watch-sockets.ts";
