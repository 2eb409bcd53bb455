import { countConversations as countConversationsRoute, REQUEST_ID_HEADER } from "@kring/domain/contract";
import { currentRequestId } from "@kring/service-kit";
import type { z } from "zod";
import type { Deps } from "../deps.ts";

const TIMEOUT_MS = 2_000;

/** In how many conversations with or about a client a professional takes part; null where nobody can say. */
export async function countConversations(
  { config, logger }: Pick<Deps, "config" | "logger">,
  of: { professionalId: string; clientId: string },
): Promise<z.output<typeof countConversationsRoute.response> | null> {
  const requestId = currentRequestId();
  try {
    const response = await fetch(`${config.realtime.url}${countConversationsRoute.path}`, {
      method: countConversationsRoute.method,
      headers: {
        authorization: `Bearer ${config.realtime.token}`,
        "content-type": "application/json",
        ...(requestId === undefined ? {} : { [REQUEST_ID_HEADER]: requestId }),
      },
      body: JSON.stringify(of),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return countConversationsRoute.response.parse(await response.json());
  } catch (error) {
    logger.warn({ err: error }, "the conversations service did not say how many conversations there are");
    return null;
  }
}
