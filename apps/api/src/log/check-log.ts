import type { LogChain } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import { requireRole } from "../account/index.ts";
import type { Database } from "../database.ts";
import type { Caller } from "../deps.ts";
import { appendLine } from "./append-line.ts";
import { noteChecked, readChecked } from "./chain-store.ts";
import { verifyChain } from "./verify-chain.ts";

/** Checks the whole chain for an application manager, keeps what was found and logs it. */
export async function checkLog({ pool, db }: Database, { account }: Caller): Promise<LogChain> {
  requireRole(account, "application-manager");
  const { head, brokenAt } = await verifyChain(pool);
  await noteChecked(pool, brokenAt);
  await appendLine(prismaExecutor(db), {
    actor: { accountId: account.id, role: "application-manager" },
    action: "verified-log",
    ground: "application-manager",
    details: { lines: head.n },
  });
  return readChecked(pool);
}
