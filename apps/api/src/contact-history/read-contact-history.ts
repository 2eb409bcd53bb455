import { AccountId, Refused } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import { openClientAccount } from "../client-account/index.ts";
import type { Db } from "../database.ts";
import type { Caller } from "../deps.ts";
import { appendLine, type LinePage, readLines } from "../log/index.ts";

interface Page {
  cursor?: string | undefined;
  limit: number;
}

/** The contact history of a client, for a professional who has the account open; beginning to read is logged. */
export async function readHistoryOfClient(db: Db, caller: Caller, clientId: string, page: Page): Promise<LinePage> {
  const opened = await openClientAccount(db, caller, clientId);
  opened.requireSection("contact-history");
  const reader = AccountId.parse(caller.accountId);
  const read = await readLines(db, { professional: reader }, { clientId, forProfessional: reader }, page);
  if (page.cursor === undefined) await opened.log(prismaExecutor(db), "viewed-contact-history");
  return read;
}

/** The client's own contact history; of their own reading of it they see nothing. */
export async function readOwnHistory(db: Db, { account }: Caller, page: Page): Promise<LinePage> {
  if (account.kind !== "client") throw new Refused("not-found");
  const read = await readLines(db, "client", { clientId: account.id, withoutOwnReading: account.id }, page);
  if (page.cursor === undefined) {
    await appendLine(prismaExecutor(db), {
      actor: { accountId: account.id, role: "client" },
      action: "viewed-contact-history",
      clientId: account.id,
      ground: "own-account",
    });
  }
  return read;
}
