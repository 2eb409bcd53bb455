import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { ErrorPage } from "./error-page.tsx";
import { LoadingPage } from "./loading.tsx";
import { clientRoutes } from "./routes/client-routes.ts";
import { everydayRoutes } from "./routes/everyday-routes.ts";
import { publicPages, root, signedIn } from "./routes/frames.ts";
import { ownRoutes } from "./routes/own-routes.ts";
import { platformRoutes } from "./routes/platform-routes.ts";
import { publicRoutes } from "./routes/public-routes.ts";

const routeTree = root.addChildren([
  publicPages.addChildren([...publicRoutes]),
  signedIn.addChildren([...everydayRoutes, ...ownRoutes, ...clientRoutes, ...platformRoutes]),
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
