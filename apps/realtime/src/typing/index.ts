export * from "./show-typing.ts";
