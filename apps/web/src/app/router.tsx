import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { ErrorPage, LoadingPage } from "./pages.tsx";
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
}
