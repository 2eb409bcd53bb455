import { useState } from "react";
import { type Candidate, isSamePerson } from "../../model/candidates.ts";

/** Who is ticked, by key; `toggle` ticks or unticks. Of `people`, ticking one tie of a person unticks another. */
export function useChosen(first: readonly (string | undefined)[], people: readonly Candidate[] = []) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(first.filter((key) => key !== undefined)));
  const toggle = (candidate: Candidate) => {
    const next = new Set(chosen);
    const wasChosen = next.has(candidate.key);
    for (const { key } of people.filter((one) => isSamePerson(one, candidate))) next.delete(key);
    if (wasChosen) next.delete(candidate.key);
    else next.add(candidate.key);
    setChosen(next);
  };
  return { chosen, setChosen, toggle };
}
