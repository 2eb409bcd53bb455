import type { QueryClient } from "@tanstack/react-query";
import type { AnyRouter } from "@tanstack/react-router";
import { meQuery } from "../shared/me.ts";
import { safeReturnPath } from "../shared/return-path.ts";
import { forgetEverything } from "./session.ts";

let going = false;

/** The session turned out to be over: this device forgets, and after signing in one is back where one was. */
export async function goToSignIn(router: AnyRouter, queryClient: QueryClient): Promise<void> {
  if (going || queryClient.getQueryData(meQuery.queryKey) === undefined) return;
  going = true;
  const next = safeReturnPath(router.state.location.href);
  await forgetEverything(queryClient, () =>
    router.navigate({ to: "/sign-in", search: { why: "signed-out" }, state: { next }, replace: true }),
  );
  going = false;
}
