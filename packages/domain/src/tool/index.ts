export * from "./catalogue/index.ts";
export * from "./check-answers.ts";
export * from "./present-tool.ts";
export * from "./save-page.ts";
export * from "./tool.policy.ts";
export * from "./tool-state.ts";
