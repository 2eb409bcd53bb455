import { abilitiesOnRelation, mayArrange, mayRelate } from "@kring/domain";
import {
  AccountId,
  Role,
  type readClientProfessionals as readClientProfessionalsRoute,
  ToolId,
} from "@kring/domain/contract";
import type { z } from "zod";
import { openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { listRequestsOfClient } from "../relate-request/index.ts";
import { listGuides, listRelated } from "../relation/index.ts";
import { readSetting } from "../setting/index.ts";

type ClientProfessionals = z.output<typeof readClientProfessionalsRoute.response>;

/** Who is related to a client, which requests are pending, and for secretaries which of theirs were rejected. */
export function readClientProfessionals(
  { database }: Deps,
  caller: Caller,
  clientId: string,
): Promise<ClientProfessionals> {
  return database.change(async ({ db, executor }) => {
    const { access, log, requireSection } = await openClientAccount(db, caller, clientId);
    requireSection("professionals");
    const related = await listRelated(db, clientId);
    const guides = await listGuides(db, clientId);
    const requests = await listRequestsOfClient(db, caller, clientId);
    const clientDecides = await readSetting(db, "relate-requests");
    await log(executor, "viewed-professionals");
    return {
      professionals: related.map(({ id, name, roles, since, absentUntil }) => ({
        id: AccountId.parse(id),
        name,
        you: id === caller.accountId,
        roles: roles.filter((role): role is Role => Role.safeParse(role).success),
        since: since.getTime(),
        guides: guides
          .filter(({ guideId }) => guideId === id)
          .map((tool) => ({ id: ToolId.parse(tool.id), catalogueKey: tool.catalogueKey })),
        absentUntil,
        can: abilitiesOnRelation(access, { viewerId: caller.accountId, professionalId: id }),
      })),
      pendingRequests: requests.pending,
      rejectedRequests: mayArrange(access) ? requests.rejected : [],
      can: { relate: mayRelate(access) ? (clientDecides ? "request" : "direct") : null },
    };
  });
}
