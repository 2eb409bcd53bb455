import type { AccountKind, Role, TaskKind } from "../words.ts";

/** Tasks that nobody has alone: whoever holds the role sees them, and one of them does it (T-07, P-02, V-05). */
const sharedBy: Partial<Record<TaskKind, Role>> = {
  "judge-proposal": "secretary",
  "end-relation-wish": "secretary",
  "disputed-permission": "application-manager",
  "decide-access-request": "application-manager",
};

/** The kinds of tasks that an account shares with others of its roles. */
export function sharedTasksOf({ kind, roles }: { kind: AccountKind; roles: readonly Role[] }): TaskKind[] {
  if (kind !== "professional") return [];
  return (Object.keys(sharedBy) as TaskKind[]).filter((task) => roles.some((role) => role === sharedBy[task]));
}

/** The role whose tasks of this kind are, and end by being marked as seen to; null for those that end by what they ask for. */
export const roleThatSeesTo = (kind: TaskKind): Role | null =>
  kind === "end-relation-wish" || kind === "disputed-permission" ? (sharedBy[kind] ?? null) : null;
