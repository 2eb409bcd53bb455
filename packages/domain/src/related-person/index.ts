export * from "./screen-name.ts";
