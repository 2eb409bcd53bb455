import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { loadWords } from "../../words/i18n.ts";
import { loadAllWords, publicPages, requireMe } from "./frames.ts";

const whys = ["signed-out", "password-chosen", "account-ended"] as const;
type Why = (typeof whys)[number];

interface SignInSearch {
  why?: Why;
}

const signIn = createRoute({
  getParentRoute: () => publicPages,
  path: "/sign-in",
  staticData: { title: "signIn" },
  validateSearch: (search: Record<string, unknown>): SignInSearch => {
    const why = whys.find((one) => one === search.why);
    return why === undefined ? {} : { why };
  },
  component: lazyRouteComponent(() => import("../../features/sign-in/pages/sign-in-page.tsx"), "SignInPage"),
});

const forgottenPassword = createRoute({
  getParentRoute: () => publicPages,
  path: "/forgotten-password",
  staticData: { title: "forgottenPassword" },
  component: lazyRouteComponent(
    () => import("../../features/sign-in/pages/forgotten-password-page.tsx"),
    "ForgottenPasswordPage",
  ),
});

const resetPassword = createRoute({
  getParentRoute: () => publicPages,
  path: "/reset-password",
  staticData: { title: "resetPassword" },
  component: lazyRouteComponent(
    () => import("../../features/sign-in/pages/reset-password-page.tsx"),
    "ResetPasswordPage",
  ),
});

const invitation = createRoute({
  getParentRoute: () => publicPages,
  path: "/invitation",
  staticData: { title: "invitation" },
  loader: () => loadAllWords("invitation", "sign-in"),
  component: lazyRouteComponent(() => import("../../features/invitation/pages/invitation-page.tsx"), "InvitationPage"),
});

const emailChange = createRoute({
  getParentRoute: () => publicPages,
  path: "/email-change",
  staticData: { title: "emailChange" },
  loader: () => loadAllWords("invitation", "sign-in"),
  component: lazyRouteComponent(
    () => import("../../features/invitation/pages/mailed-link-pages.tsx"),
    "EmailChangePage",
  ),
});

const secondFactorReset = createRoute({
  getParentRoute: () => publicPages,
  path: "/second-factor-reset",
  staticData: { title: "secondFactorReset" },
  loader: () => loadAllWords("invitation", "sign-in"),
  component: lazyRouteComponent(
    () => import("../../features/invitation/pages/mailed-link-pages.tsx"),
    "SecondFactorResetPage",
  ),
});

const unsubscribe = createRoute({
  getParentRoute: () => publicPages,
  path: "/unsubscribe",
  staticData: { title: "unsubscribe" },
  loader: () => loadAllWords("invitation", "sign-in"),
  component: lazyRouteComponent(
    () => import("../../features/invitation/pages/mailed-link-pages.tsx"),
    "UnsubscribePage",
  ),
});

const gallery = createRoute({
  getParentRoute: () => publicPages,
  path: "/gallery",
  staticData: { title: "gallery" },
  component: lazyRouteComponent(() => import("../gallery-page.tsx"), "GalleryPage"),
});

const informationSheet = createRoute({
  getParentRoute: () => publicPages,
  path: "/information-sheet",
  staticData: { title: "informationSheet" },
  loader: () => loadWords("information-sheet"),
  component: lazyRouteComponent(
    () => import("../../features/information-sheet/pages/information-sheet-page.tsx"),
    "InformationSheetPage",
  ),
});

const secondFactor = createRoute({
  getParentRoute: () => publicPages,
  path: "/second-factor",
  staticData: { title: "secondFactor" },
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.queryClient, location.href);
    if (!me.secondFactor.required || me.secondFactor.on) throw redirect({ to: "/", replace: true });
  },
  loader: () => loadWords("account"),
  component: lazyRouteComponent(
    () => import("../../features/account/pages/second-factor-page.tsx"),
    "SecondFactorPage",
  ),
});

/** Pages for whoever isn't signed in, or not quite. */
export const publicRoutes = [
  signIn,
  forgottenPassword,
  resetPassword,
  invitation,
  emailChange,
  secondFactorReset,
  unsubscribe,
  gallery,
  informationSheet,
  secondFactor,
] as const;
