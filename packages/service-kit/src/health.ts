import { Refused, type RouteDefinition } from "@kring/domain/contract";
import type { HttpApp, SignedInCaller } from "./http.ts";
import { mountRoute } from "./routes.ts";

/** Named things without which the service can't serve; each is true, false or a promise that may reject. */
export type HealthChecks = Record<string, () => boolean | Promise<boolean>>;

type HealthRoute = RouteDefinition & { response: NonNullable<RouteDefinition["response"]> };

/** Mounts "the process runs" and "the process can serve" (503 while one of `checks` fails). */
export function mountHealth<Session extends SignedInCaller, Token extends SignedInCaller>(
  app: HttpApp<Session, Token>,
  routes: { live: HealthRoute; ready: HealthRoute },
  checks: HealthChecks,
): void {
  let last = "";
  mountRoute(app, { ...routes.live, access: "public" }, () => ({ status: "ok", checks: {} }), { quiet: true });
  mountRoute(
    app,
    { ...routes.ready, access: "public" },
    async () => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await passes(check)] as const),
      );
      const failing = results.filter(([, ok]) => !ok).map(([name]) => name);
      const now = failing.join(", ");
      if (now !== last) app.options.logger.warn({ failing }, now === "" ? "ready again" : "not ready");
      last = now;
      if (failing.length > 0) throw new Refused("unavailable", { retryAfterMs: 1_000 });
      return { status: "ok", checks: Object.fromEntries(results) };
    },
    { quiet: true },
  );
}

const CHECK_MS = 1_500;

async function passes(check: () => boolean | Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), CHECK_MS);
  try {
    return await Promise.race([check(), late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
