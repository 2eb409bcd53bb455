import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadAllWords, signedIn } from "./frames.ts";

const loader = () => loadAllWords("own", "own-link", "tool", "log");

const circle = createRoute({
  getParentRoute: () => signedIn,
  path: "/circle",
  staticData: { title: "circle" },
  loader,
  component: lazyRouteComponent(() => import("../circle-page.tsx"), "CirclePage"),
});

const relatedPersons = createRoute({
  getParentRoute: () => signedIn,
  path: "/related-persons",
  staticData: { title: "relatedPersons" },
  loader: () => loadAllWords("related-person"),
  component: lazyRouteComponent(
    () => import("../../features/related-person/pages/own-related-persons-page.tsx"),
    "OwnRelatedPersonsPage",
  ),
});

const permission = createRoute({
  getParentRoute: () => signedIn,
  path: "/permissions/$linkId",
  staticData: { title: "request" },
  loader: () => loadAllWords("related-person"),
  component: lazyRouteComponent(
    () => import("../../features/related-person/pages/permission-page.tsx"),
    "PermissionPage",
  ),
});

const invitationLetter = createRoute({
  getParentRoute: () => signedIn,
  path: "/invitations/$linkId",
  staticData: { title: "invitation" },
  loader: () => loadAllWords("own-link"),
  component: lazyRouteComponent(
    () => import("../../features/own-link/pages/invitation-letter-page.tsx"),
    "InvitationLetterPage",
  ),
});

const invitations = createRoute({
  getParentRoute: () => signedIn,
  path: "/invitations",
  staticData: { title: "invitation" },
  loader: () => loadAllWords("own-link"),
  component: lazyRouteComponent(() => import("../../features/own-link/pages/invitations-page.tsx"), "InvitationsPage"),
});

const request = createRoute({
  getParentRoute: () => signedIn,
  path: "/requests/$requestId",
  staticData: { title: "request" },
  loader,
  component: lazyRouteComponent(() => import("../../features/own/pages/request-page.tsx"), "RequestPage"),
});

const tools = createRoute({
  getParentRoute: () => signedIn,
  path: "/tools",
  staticData: { title: "tools" },
  loader,
  component: lazyRouteComponent(() => import("../../features/own/pages/tools-page.tsx"), "ToolsPage"),
});

const tool = createRoute({
  getParentRoute: () => signedIn,
  path: "/tools/$toolId",
  staticData: { title: "tool" },
  loader,
  component: lazyRouteComponent(() => import("../../features/own/pages/tool-page.tsx"), "ToolPage"),
});

const contactHistory = createRoute({
  getParentRoute: () => signedIn,
  path: "/contact-history",
  staticData: { title: "contactHistory" },
  loader,
  component: lazyRouteComponent(
    () => import("../../features/own/pages/contact-history-page.tsx"),
    "ContactHistoryPage",
  ),
});

const tasks = createRoute({
  getParentRoute: () => signedIn,
  path: "/tasks",
  staticData: { title: "tasks" },
  loader,
  component: lazyRouteComponent(() => import("../../features/own/pages/tasks-page.tsx"), "TasksPage"),
});

/** What belongs to the account itself: circle, letters, tools, tasks, history. */
export const ownRoutes = [
  circle,
  relatedPersons,
  permission,
  invitations,
  invitationLetter,
  request,
  tools,
  tool,
  contactHistory,
  tasks,
] as const;
