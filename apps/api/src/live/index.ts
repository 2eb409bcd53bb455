export { tellViewChanged } from "./tell-view-changed.ts";
