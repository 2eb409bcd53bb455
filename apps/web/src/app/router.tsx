import { changeMe, type Me } from "@kring/domain/contract";
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { call, isSignedOut } from "../shared/call.ts";
import { meQuery } from "../shared/me.ts";
import { rememberLanguage, takeChosenLanguage } from "../shared/remembered.ts";
import { safeReturnPath } from "../shared/return-path.ts";
import { changeLanguage, loadWords } from "../words/i18n.ts";
import { ErrorPage } from "./error-page.tsx";
import { LoadingPage, LoadingThread, LoadingVisit } from "./loading.tsx";
import { PublicPage } from "./public-page.tsx";
import { RootPage } from "./root-page.tsx";
import { enterAccount } from "./session.ts";

interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: RootPage });

const publicPages = createRoute({
  getParentRoute: () => root,
  id: "public",
  component: PublicPage,
  loader: () => loadWords("sign-in"),
});

interface SignInSearch {
  why?: "signed-out" | "password-chosen";
}

const signIn = createRoute({
  getParentRoute: () => publicPages,
  path: "/sign-in",
  staticData: { title: "signIn" },
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(search.why === "signed-out" || search.why === "password-chosen" ? { why: search.why } : {}),
  }),
  component: lazyRouteComponent(() => import("../features/sign-in/pages/sign-in-page.tsx"), "SignInPage"),
});

const forgottenPassword = createRoute({
  getParentRoute: () => publicPages,
  path: "/forgotten-password",
  staticData: { title: "forgottenPassword" },
  component: lazyRouteComponent(
    () => import("../features/sign-in/pages/forgotten-password-page.tsx"),
    "ForgottenPasswordPage",
  ),
});

const resetPassword = createRoute({
  getParentRoute: () => publicPages,
  path: "/reset-password",
  staticData: { title: "resetPassword" },
  component: lazyRouteComponent(() => import("../features/sign-in/pages/reset-password-page.tsx"), "ResetPasswordPage"),
});

const gallery = createRoute({
  getParentRoute: () => publicPages,
  path: "/gallery",
  staticData: { title: "gallery" },
  component: lazyRouteComponent(() => import("./gallery-page.tsx"), "GalleryPage"),
});

async function inChosenLanguage(queryClient: QueryClient, me: Me): Promise<Me> {
  const language = takeChosenLanguage();
  if (language === null || language === me.language) return me;
  const changed = await call(changeMe, { body: { language } });
  queryClient.setQueryData(meQuery.queryKey, changed);
  return changed;
}

/** Reads who is signed in; whoever isn't goes to sign in and comes back to where they wanted to be. */
async function requireMe(queryClient: QueryClient, href: string) {
  try {
    const me = await inChosenLanguage(queryClient, await queryClient.ensureQueryData(meQuery));
    rememberLanguage(me.language);
    await changeLanguage(me.language);
    return me;
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    throw redirect({ to: "/sign-in", state: { next: safeReturnPath(href) }, replace: true });
  }
}

const secondFactor = createRoute({
  getParentRoute: () => publicPages,
  path: "/second-factor",
  staticData: { title: "secondFactor" },
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.queryClient, location.href);
    if (!me.secondFactor.required || me.secondFactor.on) throw redirect({ to: "/", replace: true });
  },
  loader: () => loadWords("account"),
  component: lazyRouteComponent(() => import("../features/account/pages/second-factor-page.tsx"), "SecondFactorPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.queryClient, location.href);
    if (me.secondFactor.required && !me.secondFactor.on) throw redirect({ to: "/second-factor", replace: true });
    return { kring: await enterAccount(me) };
  },
  loader: () => loadWords("conversation"),
  pendingComponent: LoadingVisit,
  component: lazyRouteComponent(() => import("./signed-in-page.tsx"), "SignedInPage"),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  staticData: { title: "home" },
  loader: () => loadWords("inbox"),
  component: lazyRouteComponent(() => import("./home-page.tsx"), "HomePage"),
});

const conversations = createRoute({
  getParentRoute: () => signedIn,
  path: "/conversations",
  staticData: { title: "conversations" },
  component: lazyRouteComponent(
    () => import("../features/conversation/pages/conversations-page.tsx"),
    "ConversationsPage",
  ),
});

const noConversation = createRoute({
  getParentRoute: () => conversations,
  path: "/",
  pendingComponent: LoadingThread,
  component: lazyRouteComponent(
    () => import("../features/conversation/pages/no-conversation-page.tsx"),
    "NoConversationPage",
  ),
});

const conversation = createRoute({
  getParentRoute: () => conversations,
  path: "$conversationId",
  staticData: { title: "conversation" },
  pendingComponent: LoadingThread,
  component: lazyRouteComponent(
    () => import("../features/conversation/pages/conversation-page.tsx"),
    "ConversationPage",
  ),
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: "/inbox",
  staticData: { title: "inbox" },
  loader: () => loadWords("inbox"),
  component: lazyRouteComponent(() => import("../features/inbox/pages/inbox-page.tsx"), "InboxPage"),
});

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: "/profile",
  staticData: { title: "profile" },
  loader: () => loadWords("account"),
  component: lazyRouteComponent(() => import("../features/account/pages/profile-page.tsx"), "ProfilePage"),
});

const security = createRoute({
  getParentRoute: () => signedIn,
  path: "/profile/security",
  staticData: { title: "security" },
  loader: () => loadWords("account"),
  component: lazyRouteComponent(() => import("../features/account/pages/security-page.tsx"), "SecurityPage"),
});

const notFound = createRoute({
  getParentRoute: () => signedIn,
  path: "$",
  staticData: { title: "notFound" },
  component: lazyRouteComponent(() => import("./not-found-page.tsx"), "NotFoundPage"),
});

const routeTree = root.addChildren([
  publicPages.addChildren([signIn, forgottenPassword, resetPassword, gallery, secondFactor]),
  signedIn.addChildren([
    home,
    conversations.addChildren([noConversation, conversation]),
    inbox,
    profile,
    security,
    notFound,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPendingMs: 300,
    defaultPendingComponent: LoadingPage,
    defaultErrorComponent: ErrorPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface HistoryState {
    /** Where to go after signing in; not in the address, which others may see. */
    next?: string;
  }
}
