import { REQUEST_ID_HEADER, Refused, readSeenNames } from "@kring/domain/contract";
import { currentRequestId } from "@kring/service-kit";
import type { Deps } from "../deps.ts";

const TIMEOUT_MS = 2_000;

/** The names that a related person already sees via one of their links; throws `unavailable` where they can't be had. */
export async function askSeenNames(
  { config, logger }: Pick<Deps, "config" | "logger">,
  of: { accountId: string; linkId: string },
): Promise<string[]> {
  const requestId = currentRequestId();
  try {
    const response = await fetch(`${config.realtime.url}${readSeenNames.path}`, {
      method: readSeenNames.method,
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
    return readSeenNames.response.parse(await response.json()).names;
  } catch (error) {
    logger.warn({ err: error }, "the conversations service did not say which names are seen");
    throw new Refused("unavailable", { retryAfterMs: 1_000 });
  }
}
