import { LinkId, type Task, TaskId } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { hrefOf, inOrder } from "../src/features/own/model/tasks.ts";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const task = (kind: Task["kind"], more: Partial<Task> = {}): Task => ({
  id: TaskId.parse(id(1)),
  kind,
  at: 0,
  until: null,
  client: null,
  person: null,
  requestId: null,
  tool: null,
  note: null,
  professional: null,
  link: null,
  conversationId: null,
  accessRequestId: null,
  doneAt: null,
  ...more,
});

describe("tasks", () => {
  it("P-02: lead to the question whether one agreed to an invitation", () => {
    const link = { id: LinkId.parse(id(7)), name: "Oom J." };
    expect(hrefOf(task("look-at-permission", { link }))).toBe(`/permissions/${id(7)}`);
  });

  it("V-05: lead the application manager to the requests for access", () => {
    expect(hrefOf(task("decide-access-request"))).toBe("/access-requests");
  });

  it("put what somebody's consent hangs on first, and within a kind the oldest", () => {
    const tool = task("work-on-tool");
    const late = task("look-at-permission", { at: 2 });
    const early = task("look-at-permission", { at: 1 });
    expect(inOrder([tool, late, early])).toEqual([early, late, tool]);
  });
});
