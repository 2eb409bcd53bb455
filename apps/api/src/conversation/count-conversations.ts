import { AccountId, countConversations as countConversationsRoute } from "@kring/domain/contract";
import type { z } from "zod";
import type { Deps } from "../deps.ts";
import { askRealtime } from "./ask-realtime.ts";

/** In how many conversations with or about a client a professional takes part; null where nobody can say. */
export async function countConversations(
  deps: Pick<Deps, "config" | "logger">,
  { professionalId, clientId }: { professionalId: string; clientId: string },
): Promise<z.output<typeof countConversationsRoute.response> | null> {
  const of = { professionalId: AccountId.parse(professionalId), clientId: AccountId.parse(clientId) };
  return askRealtime(deps, countConversationsRoute, of).catch((error: unknown) => {
    deps.logger.warn({ err: error }, "the conversations service did not say how many conversations there are");
    return null;
  });
}
