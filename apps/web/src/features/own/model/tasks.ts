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

/** The page where a task is done. */
export function hrefOf({ kind, requestId, client, tool }: Task): string {
  switch (kind) {
    case "answer-relate-request":
      return requestId === null ? "/tasks" : `/requests/${requestId}`;
    case "end-relation-wish":
      return client === null ? "/clients" : `/clients/${client.id}/professionals`;
    case "judge-proposal":
      return "/clients/proposals";
    case "give-feedback":
      return client === null || tool === null ? "/tasks" : `/clients/${client.id}/tools/${tool.id}`;
    case "work-on-tool":
      return tool === null ? "/tools" : `/tools/${tool.id}`;
  }
}
