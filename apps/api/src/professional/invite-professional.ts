import { randomUUID } from "node:crypto";
import { AccountId, type inviteProfessional as inviteRoute, Refused } from "@kring/domain/contract";
import type { z } from "zod";
import { createAccount, tellAccountChanged } from "../account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { findAccountByAddress, lockAccount, lockAddress, renameAccount, sendInvitation } from "../invitation/index.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { actAsManager, findManaged } from "./change-roles.ts";
import { writeRoles } from "./professional-store.ts";

/** Makes a professional account and invites its owner; whoever has not activated theirs is invited anew. */
export function inviteProfessional(
  deps: Deps,
  caller: Caller,
  { name, email, roles, language = caller.account.signIn.language }: z.output<typeof inviteRoute.body>,
): Promise<{ id: AccountId; eventId: string }> {
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    const by = await actAsManager(change, caller);
    await lockAddress(db, "professional", email);
    const known = await findAccountByAddress(db, "professional", email);
    const id = known?.id ?? randomUUID();
    const unique = [...new Set(roles)];
    let eventId: string;
    if (known) {
      await lockAccount(db, id);
      const row = await findManaged(change, id);
      if (row.activated || !row.active) throw new Refused("already-done");
      await renameAccount(db, id, name);
      await writeRoles(db, id, unique);
      eventId = await tellAccountChanged(change, id);
    } else {
      eventId = await createAccount(change, { id, signInId: null, kind: "professional", roles: unique, name });
    }
    await sendInvitation(deps, change, { accountId: id, email, invitedBy: by.accountId, language });
    await appendLine(executor, {
      actor: by,
      action: "invited-professional",
      ground: by.ground,
      details: { professionalId: id, roles: unique },
    });
    afterCommit(() => tellViewChanged(deps.nats, [by.accountId]));
    return { id: AccountId.parse(id), eventId };
  });
}
