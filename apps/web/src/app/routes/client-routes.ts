import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadAllWords, signedIn } from "./frames.ts";

type Scope = "caseload" | "all" | "without-therapist";
const scopes = new Set<unknown>(["caseload", "all", "without-therapist"] satisfies Scope[]);
const isScope = (value: unknown): value is Scope => scopes.has(value);

const clients = createRoute({
  getParentRoute: () => signedIn,
  path: "/clients",
  staticData: { title: "clients" },
  validateSearch: (search: Record<string, unknown>): { scope?: Scope } =>
    isScope(search.scope) ? { scope: search.scope } : {},
  loader: () => loadAllWords("client"),
  component: lazyRouteComponent(() => import("../../features/client/pages/clients-page.tsx"), "ClientsPage"),
});

const otherClients = createRoute({
  getParentRoute: () => signedIn,
  path: "/clients/other",
  staticData: { title: "otherClients" },
  loader: () => loadAllWords("search"),
  component: lazyRouteComponent(() => import("../../features/search/pages/other-clients-page.tsx"), "OtherClientsPage"),
});

const newClient = createRoute({
  getParentRoute: () => signedIn,
  path: "/clients/new",
  staticData: { title: "newClient" },
  loader: () => loadAllWords("proposal"),
  component: lazyRouteComponent(() => import("../../features/proposal/pages/new-client-page.tsx"), "NewClientPage"),
});

const proposals = createRoute({
  getParentRoute: () => signedIn,
  path: "/clients/proposals",
  staticData: { title: "proposals" },
  loader: () => loadAllWords("proposal"),
  component: lazyRouteComponent(() => import("../../features/proposal/pages/proposals-page.tsx"), "ProposalsPage"),
});

const requests = createRoute({
  getParentRoute: () => signedIn,
  path: "/requests",
  staticData: { title: "requests" },
  loader: () => loadAllWords("client"),
  component: lazyRouteComponent(() => import("../../features/client/pages/requests-page.tsx"), "RequestsPage"),
});

const client = createRoute({
  getParentRoute: () => signedIn,
  path: "/clients/$clientId",
  staticData: { title: "client" },
  loader: () => loadAllWords("client", "tool", "log"),
  component: lazyRouteComponent(() => import("../../features/client/pages/account/client-page.tsx"), "ClientPage"),
});

const dashboard = createRoute({
  getParentRoute: () => client,
  path: "/",
  component: lazyRouteComponent(
    () => import("../../features/client/pages/account/dashboard-page.tsx"),
    "DashboardPage",
  ),
});

const details = createRoute({
  getParentRoute: () => client,
  path: "details",
  component: lazyRouteComponent(() => import("../../features/client/pages/account/details-page.tsx"), "DetailsPage"),
});

const professionals = createRoute({
  getParentRoute: () => client,
  path: "professionals",
  component: lazyRouteComponent(
    () => import("../../features/client/pages/account/professionals-page.tsx"),
    "ProfessionalsPage",
  ),
});

const relatedPersons = createRoute({
  getParentRoute: () => client,
  path: "related-persons",
  loader: () => loadAllWords("related-person"),
  component: lazyRouteComponent(() => import("../client-related-persons-page.tsx"), "ClientRelatedPersonsPage"),
});

const tools = createRoute({
  getParentRoute: () => client,
  path: "tools",
  component: lazyRouteComponent(() => import("../../features/client/pages/account/tools-page.tsx"), "ToolsPage"),
});

const tool = createRoute({
  getParentRoute: () => client,
  path: "tools/$toolId",
  component: lazyRouteComponent(() => import("../../features/client/pages/account/tool-page.tsx"), "ToolPage"),
});

const tasks = createRoute({
  getParentRoute: () => client,
  path: "tasks",
  component: lazyRouteComponent(() => import("../../features/client/pages/account/tasks-page.tsx"), "TasksPage"),
});

const conversations = createRoute({
  getParentRoute: () => client,
  path: "conversations",
  component: lazyRouteComponent(() => import("../client-conversations-page.tsx"), "ClientConversationsPage"),
});

const contactHistory = createRoute({
  getParentRoute: () => client,
  path: "contact-history",
  component: lazyRouteComponent(
    () => import("../../features/client/pages/account/contact-history-page.tsx"),
    "ContactHistoryPage",
  ),
});

/** Clients of professionals, and the pages of one client account. */
export const clientRoutes = [
  clients,
  otherClients,
  newClient,
  proposals,
  requests,
  client.addChildren([
    dashboard,
    details,
    professionals,
    relatedPersons,
    tools,
    tool,
    tasks,
    conversations,
    contactHistory,
  ]),
] as const;
