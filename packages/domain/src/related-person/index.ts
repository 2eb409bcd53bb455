export * from "./link-record.ts";
export * from "./one-person.ts";
export * from "./present-record.ts";
export * from "./related-person.policy.ts";
export * from "./screen-name.ts";
