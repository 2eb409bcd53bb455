import { inject } from "vitest";

/** The NATS of this worker, as the service connects that is named. */
export function natsUrl(service: "realtime" | "api"): string {
  const nats = inject("nats")[Number(process.env.VITEST_POOL_ID) - 1];
  if (nats === undefined) throw new Error("This worker has no NATS.");
  return nats[service];
}
