import { useState } from "react";
import type { Candidate } from "../../model/candidates.ts";

/** Who is ticked, by key; `toggle` ticks or unticks. */
export function useChosen(first: readonly (string | undefined)[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(first.filter((key) => key !== undefined)));
  const toggle = ({ key }: Candidate) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  return { chosen, setChosen, toggle };
}
