import { findCatalogueTool, type KnownTool, type SavedPage } from "@kring/domain";
import { AccountId, FeedbackMoment, ToolAnswers, type ToolEntry, ToolId } from "@kring/domain/contract";
import type { Db } from "../database.ts";

interface ToolRecord {
  id: string;
  catalogueKey: string;
  guideId: string | null;
  guideName: string | null;
  assignedAt: Date;
  finishedAt: Date | null;
  lastAt: Date | null;
  closed: Record<string, number>;
  moments: { after: string; state: string }[];
}

const MomentState = FeedbackMoment.shape.state;

/** A client's tools in the order in which they were assigned, or the one that is asked for. Other clients' are not found. */
export async function findTools(db: Db, clientId: string, toolId: string | null = null): Promise<KnownTool[]> {
  const records = await db.$queryRaw<ToolRecord[]>`
    SELECT t.id, t.catalogue_key AS "catalogueKey", t.guide_id AS "guideId", g.name AS "guideName",
      t.assigned_at AS "assignedAt", t.finished_at AS "finishedAt", e.last_at AS "lastAt",
      coalesce(e.closed, '{}') AS closed, coalesce(m.moments, '[]') AS moments
    FROM tool t
    LEFT JOIN account g ON g.id = t.guide_id
    LEFT JOIN LATERAL (
      SELECT jsonb_object_agg(p.page_key, p.times) AS closed, max(p.last_at) AS last_at
      FROM (
        SELECT page_key, count(*) AS times, max(saved_at) AS last_at
        FROM tool_entry WHERE tool_id = t.id AND done GROUP BY page_key
      ) p
    ) e ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('after', after, 'state', state)) AS moments
      FROM feedback_moment WHERE tool_id = t.id
    ) m ON true
    WHERE t.client_id = ${clientId}::uuid AND (${toolId}::uuid IS NULL OR t.id = ${toolId}::uuid)
    ORDER BY t.assigned_at, t.id`;
  return records.flatMap(readTool);
}

/** A tool that another version of the catalogue knows is not shown. */
function readTool(record: ToolRecord): KnownTool[] {
  const content = findCatalogueTool(record.catalogueKey);
  if (!content) return [];
  const { guideId, guideName, finishedAt, lastAt } = record;
  return [
    {
      id: ToolId.parse(record.id),
      content,
      guide: guideId === null ? null : { id: AccountId.parse(guideId), name: guideName ?? "" },
      assignedAt: record.assignedAt.getTime(),
      finishedAt: finishedAt?.getTime() ?? null,
      lastAt: lastAt?.getTime() ?? null,
      state: {
        guideId,
        finished: finishedAt !== null,
        closed: record.closed,
        moments: record.moments.map(({ after, state }) => ({ after, state: MomentState.parse(state) })),
      },
    },
  ];
}

/** How many saved pages a view shows: more than a year of a diary. */
const LATEST = 400;

/** What was filled in; in a long diary the latest pages. */
export async function listEntries(db: Db, toolId: string): Promise<ToolEntry[]> {
  const rows = await db.toolEntry.findMany({
    where: { toolId },
    orderBy: [{ entry: "desc" }, { savedAt: "desc" }],
    take: LATEST,
    select: { entry: true, pageKey: true, answers: true, done: true, savedAt: true },
  });
  return rows.map((row) => ({ ...row, answers: ToolAnswers.parse(row.answers), savedAt: row.savedAt.getTime() }));
}

interface MomentRecord {
  after: string;
  state: string;
  askedAt: Date;
  givenAt: Date | null;
  by: string | null;
  text: string | null;
}

/** The feedback moments that came, oldest first; in a long diary the latest. */
export async function listMoments(db: Db, toolId: string): Promise<FeedbackMoment[]> {
  const rows = await db.$queryRaw<MomentRecord[]>`
    SELECT m.after, m.state, m.asked_at AS "askedAt", m.given_at AS "givenAt", a.name AS by, m.text
    FROM feedback_moment m LEFT JOIN account a ON a.id = m.given_by
    WHERE m.tool_id = ${toolId}::uuid
    ORDER BY m.asked_at DESC, m.after DESC LIMIT ${LATEST}`;
  return rows.toReversed().map(({ after, state, askedAt, givenAt, by, text }) => ({
    after,
    state: MomentState.parse(state),
    askedAt: askedAt.getTime(),
    givenAt: givenAt?.getTime() ?? null,
    by: by === null ? null : { name: by },
    text,
  }));
}

/** Gives the id. */
export async function insertTool(
  db: Db,
  tool: { clientId: string; catalogueKey: string; guideId: string | null; assignedBy: string },
): Promise<string> {
  return (await db.tool.create({ data: tool, select: { id: true } })).id;
}

/** The last save of a page wins. */
export async function writePage(db: Db, toolId: string, { entry, pageKey, answers, done }: SavedPage): Promise<void> {
  const saved = { answers, done, savedAt: new Date() };
  await db.toolEntry.upsert({
    where: { toolId_entry_pageKey: { toolId, entry, pageKey } },
    create: { toolId, entry, pageKey, ...saved },
    update: saved,
    select: { entry: true },
  });
}

export async function finishTool(db: Db, id: string): Promise<void> {
  await db.tool.update({ where: { id }, data: { finishedAt: new Date() }, select: { id: true } });
}

export async function insertMoment(db: Db, toolId: string, after: string): Promise<void> {
  await db.feedbackMoment.create({ data: { toolId, after, state: "waiting" }, select: { after: true } });
}

export async function writeFeedback(
  db: Db,
  { toolId, after, by, text }: { toolId: string; after: string; by: string; text: string },
): Promise<void> {
  await db.feedbackMoment.update({
    where: { toolId_after: { toolId, after } },
    data: { state: "given", givenAt: new Date(), givenBy: by, text },
    select: { after: true },
  });
}
