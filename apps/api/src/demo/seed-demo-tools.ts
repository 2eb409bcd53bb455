import { type DemoTool, demoPeople, demoTools } from "@kring/domain/demo";
import type { Change } from "../database.ts";
import { addTask } from "../task/index.ts";

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

/** Gives the demo's clients their tools, with what was filled in, the feedback on it and the tasks that wait. */
export async function seedDemoTools(change: Change): Promise<void> {
  for (const tool of Object.values<DemoTool>(demoTools)) await seedTool(change, tool);
}

async function seedTool({ db }: Change, tool: DemoTool): Promise<void> {
  const { toolId, catalogueKey, pages, moments } = tool;
  const clientId = demoPeople[tool.client].accountId;
  const guideId = tool.guide && demoPeople[tool.guide].accountId;
  const assignedBy = demoPeople[tool.assignedBy].accountId;
  await db.tool.create({
    data: { id: toolId, clientId, catalogueKey, guideId, assignedBy, assignedAt: ago(tool.daysAgo) },
    select: { id: true },
  });
  await db.toolEntry.createMany({
    data: pages.map(({ entry, pageKey, daysAgo, answers }) => ({
      toolId,
      entry,
      pageKey,
      answers,
      done: true,
      savedAt: ago(daysAgo),
    })),
  });
  await db.feedbackMoment.createMany({
    data: moments.map(({ after, daysAgo, given }) => ({
      toolId,
      after,
      askedAt: ago(daysAgo),
      ...(given
        ? { state: "given", givenAt: ago(given.daysAgo), givenBy: guideId, text: given.text }
        : { state: "waiting" }),
    })),
  });
  if (pages.length === 0) await addTask(db, { kind: "work-on-tool", assigneeId: clientId, clientId, toolId });
  if (guideId && moments.some(({ given }) => !given)) {
    await addTask(db, { kind: "give-feedback", assigneeId: guideId, clientId, toolId });
  }
}
