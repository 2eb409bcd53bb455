export { type Sweep, startSweeping } from "./sweeping.ts";
