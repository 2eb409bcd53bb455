import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readStartWith } from "../../shared/start-with.ts";
import { loadWords } from "../../words/i18n.ts";
import { LoadingThread } from "../loading.tsx";
import { loadAllWords, signedIn } from "./frames.ts";

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  staticData: { title: "home" },
  loader: () => loadAllWords("inbox", "own", "own-link", "tool"),
  component: lazyRouteComponent(() => import("../home-page.tsx"), "HomePage"),
});

const conversations = createRoute({
  getParentRoute: () => signedIn,
  path: "/conversations",
  staticData: { title: "conversations" },
  component: lazyRouteComponent(
    () => import("../../features/conversation/pages/conversations-page.tsx"),
    "ConversationsPage",
  ),
});

const noConversation = createRoute({
  getParentRoute: () => conversations,
  path: "/",
  pendingComponent: LoadingThread,
  component: lazyRouteComponent(
    () => import("../../features/conversation/pages/no-conversation-page.tsx"),
    "NoConversationPage",
  ),
});

const conversation = createRoute({
  getParentRoute: () => conversations,
  path: "$conversationId",
  staticData: { title: "conversation" },
  pendingComponent: LoadingThread,
  component: lazyRouteComponent(
    () => import("../../features/conversation/pages/conversation-page.tsx"),
    "ConversationPage",
  ),
});

const newConversation = createRoute({
  getParentRoute: () => signedIn,
  path: "/conversations/new",
  staticData: { title: "newConversation" },
  validateSearch: readStartWith,
  loader: () => loadWords("conversation-acts"),
  component: lazyRouteComponent(
    () => import("../../features/conversation/pages/new-conversation-page.tsx"),
    "NewConversationPage",
  ),
});

const conversationsAboutMe = createRoute({
  getParentRoute: () => signedIn,
  path: "/conversations/about-me",
  staticData: { title: "conversationsAboutMe" },
  loader: () => loadWords("conversation-acts"),
  component: lazyRouteComponent(
    () => import("../../features/conversation/pages/about-me-page.tsx"),
    "ConversationsAboutMePage",
  ),
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: "/inbox",
  staticData: { title: "inbox" },
  loader: () => loadWords("inbox"),
  component: lazyRouteComponent(() => import("../../features/inbox/pages/inbox-page.tsx"), "InboxPage"),
});

/** Where a push leads: on to what its notification is about. */
const notification = createRoute({
  getParentRoute: () => signedIn,
  path: "/inbox/$notificationId",
  staticData: { title: "inbox" },
  loader: async ({ params }) => {
    const { placeOfNotification } = await import("../../features/inbox/api/place-of-notification.ts");
    throw redirect({ href: await placeOfNotification(params.notificationId), replace: true });
  },
});

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: "/profile",
  staticData: { title: "profile" },
  loader: () => loadWords("account"),
  component: lazyRouteComponent(() => import("../../features/account/pages/profile-page.tsx"), "ProfilePage"),
});

const security = createRoute({
  getParentRoute: () => signedIn,
  path: "/profile/security",
  staticData: { title: "security" },
  loader: () => loadWords("account"),
  component: lazyRouteComponent(() => import("../../features/account/pages/security-page.tsx"), "SecurityPage"),
});

const notifications = createRoute({
  getParentRoute: () => signedIn,
  path: "/profile/notifications",
  staticData: { title: "notifications" },
  loader: () => loadAllWords("account", "inbox"),
  component: lazyRouteComponent(
    () => import("../../features/account/pages/notifications-page.tsx"),
    "NotificationsPage",
  ),
});

const notFound = createRoute({
  getParentRoute: () => signedIn,
  path: "$",
  staticData: { title: "notFound" },
  component: lazyRouteComponent(() => import("../not-found-page.tsx"), "NotFoundPage"),
});

/** Pages that everybody who is signed in has. */
export const everydayRoutes = [
  home,
  conversations.addChildren([noConversation, conversation]),
  newConversation,
  conversationsAboutMe,
  inbox,
  notification,
  profile,
  security,
  notifications,
  notFound,
] as const;
