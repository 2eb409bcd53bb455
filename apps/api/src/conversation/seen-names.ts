import { AccountId, LinkId, Refused, readSeenNames } from "@kring/domain/contract";
import type { Deps } from "../deps.ts";
import { askRealtime } from "./ask-realtime.ts";

/** The names that a related person already sees via one of their links; throws `unavailable` where they can't be had. */
export async function askSeenNames(
  deps: Pick<Deps, "config" | "logger">,
  { accountId, linkId }: { accountId: string; linkId: string },
): Promise<string[]> {
  const of = { accountId: AccountId.parse(accountId), linkId: LinkId.parse(linkId) };
  try {
    return (await askRealtime(deps, readSeenNames, of)).names;
  } catch (error) {
    deps.logger.warn({ err: error }, "the conversations service did not say which names are seen");
    throw new Refused("unavailable", { retryAfterMs: 1_000 });
  }
}
