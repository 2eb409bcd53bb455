import { abilitiesOnRelation, feedbackOf, mayReadAnswers } from "@kring/domain";
import { Refused, type RelationEnding } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import { openClientAccount } from "../client-account/index.ts";
import { countConversations } from "../conversation/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { readSetting } from "../setting/index.ts";
import { findTools } from "../tool/index.ts";
import { countOnRelation, isRelated } from "./relation-store.ts";

/** What breaking a relation, or handing the client over, would do now (T-03, T-05). */
export async function previewRelationEnding(
  deps: Deps,
  caller: Caller,
  on: { clientId: string; professionalId: string },
): Promise<RelationEnding> {
  const { db } = deps.database;
  const { clientId, professionalId } = on;
  const client = await openClientAccount(db, caller, clientId);
  client.requireWorkOrArranging();
  const { breakRelation: may } = abilitiesOnRelation(client.access, { viewerId: caller.accountId, professionalId });
  if (!may || !(await isRelated(db, clientId, professionalId))) throw new Refused("not-found");
  const [all, counts, waitsForClient, conversations] = await Promise.all([
    findTools(db, clientId),
    countOnRelation(db, on),
    readSetting(db, "relate-requests"),
    countConversations(deps, on),
  ]);
  const tools = all
    .filter(({ guide }) => guide?.id === professionalId)
    .map(({ id, content, state }) => ({ id, catalogueKey: content.key, feedback: feedbackOf(content, state) }));
  await client.log(prismaExecutor(db), "viewed-tools");
  const opens = mayReadAnswers(client.access);
  return {
    tools: tools.map(({ feedback, ...tool }) => ({
      ...tool,
      feedback: opens && (feedback === "waiting" || feedback === "later") ? { waiting: feedback === "waiting" } : null,
    })),
    feedbackMomentsOpen: tools.filter(({ feedback }) => feedback === "waiting").length,
    openTasks: counts.openTasks,
    conversations,
    leavesClientAlone: counts.otherTherapists === 0,
    waitsForClient,
  };
}
