import type { Load } from "./load/load.ts";
import type { Report } from "./report.ts";
import type { Stage } from "./stage.ts";
import type { Targets } from "./targets.ts";

/** What every part of the bench works with. */
export interface Bench {
  stage: Stage;
  targets: Targets;
  load: Load;
  report: Report;
  /** How often each run is repeated; the median counts. */
  rounds: number;
  /** How long a run lasts. */
  seconds: number;
  quick: boolean;
  /** Messages stored on the large platform. */
  large: number;
  startStage(): Promise<Stage>;
}

export interface Part {
  title: string;
  run(bench: Bench): Promise<void>;
}
