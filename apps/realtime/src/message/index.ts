export * from "./batch.store.ts";
export * from "./send-queue.ts";
export * from "./to-numbered-send.ts";
