import type { Task } from "@kring/domain/contract";

const rank: Record<Task["kind"], number> = {
  "answer-relate-request": 0,
  "end-relation-wish": 1,
  "judge-proposal": 2,
  "give-feedback": 3,
  "work-on-tool": 4,
};

/** Questions that somebody's consent hangs on come first; within a kind the oldest. */
export const inOrder = (tasks: readonly Task[]): Task[] =>
  tasks.toSorted((a, b) => rank[a.kind] - rank[b.kind] || a.at - b.at);
