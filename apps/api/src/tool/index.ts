export { type GuidedTool, leaveUnguided, listGuidedTools, moveTools } from "./guide-store.ts";
