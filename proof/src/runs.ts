import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "@kring/platform";

/** How often something random is tried: `fewest` within the tests, PROOF_RUNS where a long proof is asked for. */
export const runs = (fewest: number): number => Math.max(fewest, Number(process.env.PROOF_RUNS ?? 0) || 0);

/** Names the file in which `npm run proof` gathers what its tests counted. */
export const FIGURES = "PROOF_FIGURES";
export const figuresFile = join(checkout.state, "proof-figures");

type Figure =
  | "frames and answers scanned"
  | "frames and answers compared"
  | "pairs of worlds compared"
  | "model steps"
  | "views compared with the model";

/** Adds to a figure of the proof, where somebody asks for it. */
export function count(figure: Figure, n: number): void {
  const file = process.env[FIGURES];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify([figure, n])}\n`);
}
