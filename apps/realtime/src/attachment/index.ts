export * from "./attachment.store.ts";
export * from "./file-store.ts";
export * from "./routes.ts";
export * from "./sweep-files.ts";
