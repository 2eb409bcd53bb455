import { Role } from "@kring/domain/contract";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readLogFilter } from "../../shared/log-filter.ts";
import { loadAllWords, signedIn } from "./frames.ts";

const professionals = createRoute({
  getParentRoute: () => signedIn,
  path: "/professionals",
  staticData: { title: "professionals" },
  validateSearch: (search: Record<string, unknown>): { role?: Role } => {
    const role = Role.safeParse(search.role);
    return role.success ? { role: role.data } : {};
  },
  loader: () => loadAllWords("professional"),
  component: lazyRouteComponent(
    () => import("../../features/professional/pages/professionals-page.tsx"),
    "ProfessionalsPage",
  ),
});

const professional = createRoute({
  getParentRoute: () => signedIn,
  path: "/professionals/$professionalId",
  staticData: { title: "professional" },
  loader: () => loadAllWords("professional"),
  component: lazyRouteComponent(
    () => import("../../features/professional/pages/professional-page.tsx"),
    "ProfessionalPage",
  ),
});

const caseloadTransfer = createRoute({
  getParentRoute: () => signedIn,
  path: "/caseload-transfers/$transferId",
  staticData: { title: "caseloadTransfer" },
  loader: () => loadAllWords("professional"),
  component: lazyRouteComponent(
    () => import("../../features/professional/pages/caseload-transfer-page.tsx"),
    "CaseloadTransferPage",
  ),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  staticData: { title: "settings" },
  loader: () => loadAllWords("setting"),
  component: lazyRouteComponent(() => import("../../features/setting/pages/settings-page.tsx"), "SettingsPage"),
});

const log = createRoute({
  getParentRoute: () => signedIn,
  path: "/log",
  staticData: { title: "log" },
  validateSearch: readLogFilter,
  loader: () => loadAllWords("log-page", "log"),
  component: lazyRouteComponent(() => import("../../features/log/pages/log-page.tsx"), "LogPage"),
});

const exports = createRoute({
  getParentRoute: () => signedIn,
  path: "/exports",
  staticData: { title: "exports" },
  loader: () => loadAllWords("log-page"),
  component: lazyRouteComponent(() => import("../../features/log/pages/exports-page.tsx"), "ExportsPage"),
});

const accessRequests = createRoute({
  getParentRoute: () => signedIn,
  path: "/access-requests",
  staticData: { title: "accessRequests" },
  loader: () => loadAllWords("access"),
  component: lazyRouteComponent(
    () => import("../../features/access/pages/access-requests-page.tsx"),
    "AccessRequestsPage",
  ),
});

const failedMails = createRoute({
  getParentRoute: () => signedIn,
  path: "/failed-mails",
  staticData: { title: "failedMails" },
  loader: () => loadAllWords("log-page", "inbox"),
  component: lazyRouteComponent(
    () => import("../../features/failed-mail/pages/failed-mails-page.tsx"),
    "FailedMailsPage",
  ),
});

/** The people who work here, and what the application manager looks after. */
export const platformRoutes = [
  professionals,
  professional,
  caseloadTransfer,
  settings,
  log,
  exports,
  accessRequests,
  failedMails,
] as const;
