export * from "./batch.store.ts";
export * from "./send-queue.ts";
