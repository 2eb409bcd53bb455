import { REQUEST_ID_HEADER, type RouteDefinition } from "@kring/domain/contract";
import { currentRequestId } from "@kring/service-kit";
import type { z } from "zod";
import type { Deps } from "../deps.ts";

const TIMEOUT_MS = 2_000;

/** Asks an internal route of the conversations service; throws where it gives no answer in time. */
export async function askRealtime<const Route extends RouteDefinition & { body: z.ZodType; response: z.ZodType }>(
  { config }: Pick<Deps, "config">,
  { path, method, response: schema }: Route,
  body: z.input<Route["body"]>,
): Promise<z.output<Route["response"]>> {
  const requestId = currentRequestId();
  const response = await fetch(`${config.realtime.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${config.realtime.token}`,
      "content-type": "application/json",
      ...(requestId === undefined ? {} : { [REQUEST_ID_HEADER]: requestId }),
    },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return schema.parse(await response.json()) as z.output<Route["response"]>;
}
