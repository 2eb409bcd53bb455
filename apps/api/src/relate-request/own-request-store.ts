import type { Db } from "../database.ts";

/** The roles of who asks, and the tools that they will see, by key of the catalogue. */
export async function readOpenedByRequest(
  db: Db,
  { clientId, professionalId }: { clientId: string; professionalId: string },
): Promise<{ roles: string[]; tools: string[] }> {
  const [professional, tools] = await Promise.all([
    db.account.findUnique({ where: { id: professionalId }, select: { roles: true } }),
    db.tool.findMany({
      where: { clientId },
      orderBy: [{ assignedAt: "asc" }, { id: "asc" }],
      select: { catalogueKey: true },
    }),
  ]);
  return { roles: professional?.roles ?? [], tools: tools.map(({ catalogueKey }) => catalogueKey) };
}
