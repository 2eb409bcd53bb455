import type { Change } from "../database.ts";
import { appendFact } from "../facts.ts";

/** Relates a professional to a client and tells of it; gives the id of the event. */
export async function createRelation(
  change: Change,
  relation: { professionalId: string; clientId: string; since: Date },
): Promise<string> {
  await change.db.relation.create({ data: relation, select: { id: true } });
  const { professionalId, clientId } = relation;
  return appendFact(change, { type: "relation-made.v1", payload: { professionalId, clientId } });
}
