/** How often something random is tried: `fewest` within the tests, PROOF_RUNS where a long proof is asked for. */
export const runs = (fewest: number): number => Math.max(fewest, Number(process.env.PROOF_RUNS ?? 0) || 0);
