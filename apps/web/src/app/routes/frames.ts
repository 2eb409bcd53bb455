import { changeMe, type Me } from "@kring/domain/contract";
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { call, isSignedOut } from "../../shared/call.ts";
import { meQuery } from "../../shared/me.ts";
import { rememberLanguage, takeChosenLanguage } from "../../shared/remembered.ts";
import { safeReturnPath } from "../../shared/return-path.ts";
import { changeLanguage, loadWords } from "../../words/i18n.ts";
import type { Namespace } from "../../words/words.ts";
import { LoadingVisit } from "../loading.tsx";
import { PublicPage } from "../public-page.tsx";
import { RootPage } from "../root-page.tsx";
import { enterAccount, forgetStored } from "../session.ts";

interface RouterContext {
  queryClient: QueryClient;
}

export const root = createRootRouteWithContext<RouterContext>()({ component: RootPage });

export const publicPages = createRoute({
  getParentRoute: () => root,
  id: "public",
  component: PublicPage,
  loader: () => loadWords("sign-in"),
});

async function inChosenLanguage(queryClient: QueryClient, me: Me): Promise<Me> {
  const language = takeChosenLanguage();
  if (language === null || language === me.language) return me;
  const changed = await call(changeMe, { body: { language } });
  queryClient.setQueryData(meQuery.queryKey, changed);
  return changed;
}

/** Reads who is signed in; whoever isn't goes to sign in and comes back to where they wanted to be. */
export async function requireMe(queryClient: QueryClient, href: string): Promise<Me> {
  try {
    const me = await inChosenLanguage(queryClient, await queryClient.ensureQueryData(meQuery));
    rememberLanguage(me.language);
    await changeLanguage(me.language);
    return me;
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    // The session ended while no page was open, or in another tab: nothing of it stays here either.
    forgetStored();
    throw redirect({ to: "/sign-in", state: { next: safeReturnPath(href) }, replace: true });
  }
}

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.queryClient, location.href);
    if (me.secondFactor.required && !me.secondFactor.on) throw redirect({ to: "/second-factor", replace: true });
    return { kring: await enterAccount(me) };
  },
  loader: () => loadAllWords("conversation", "message"),
  pendingComponent: LoadingVisit,
  component: lazyRouteComponent(() => import("../signed-in-page.tsx"), "SignedInPage"),
});

/** Waits for the texts of several features. */
export const loadAllWords = (...wanted: Namespace[]): Promise<unknown> => Promise.all(wanted.map(loadWords));
