export * from "./rights-age.ts";
