import type { Task } from "@kring/domain/contract";

const rank: Record<Task["kind"], number> = {
  "answer-relate-request": 0,
  "look-at-permission": 1,
  "disputed-permission": 2,
  "answer-access-request": 3,
  "decide-access-request": 4,
  "end-relation-wish": 5,
  "judge-proposal": 6,
  "give-feedback": 7,
  "work-on-tool": 8,
};

/** Questions that somebody's consent hangs on come first; within a kind the oldest. */
export const inOrder = (tasks: readonly Task[]): Task[] =>
  tasks.toSorted((a, b) => rank[a.kind] - rank[b.kind] || a.at - b.at);

/** The page where a task is done. */
export function hrefOf({ kind, requestId, client, tool, link, conversationId }: Task): string {
  switch (kind) {
    case "answer-relate-request":
      return requestId === null ? "/tasks" : `/requests/${requestId}`;
    case "look-at-permission":
      return link === null ? "/related-persons" : `/permissions/${link.id}`;
    case "disputed-permission":
      return "/tasks";
    case "answer-access-request":
      return conversationId === null ? "/conversations" : `/conversations/${conversationId}`;
    case "decide-access-request":
      return "/access-requests";
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
