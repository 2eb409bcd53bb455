import "@kring/ui/styles.css";
import "./app/web.css";
import { applyTheme } from "@kring/ui";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { goToSignIn } from "./app/go-to-sign-in.ts";
import { createQueryClient } from "./app/query-client.ts";
import { createAppRouter } from "./app/router.tsx";
import { takeMailToken } from "./shared/mail-token.ts";
import { rememberedLanguage, rememberedTheme } from "./shared/remembered.ts";
import { startWords } from "./words/i18n.ts";

takeMailToken();
applyTheme(rememberedTheme());
await startWords(rememberedLanguage());

const queryClient = createQueryClient(() => void goToSignIn(router, queryClient));
const router = createAppRouter(queryClient);

const container = document.getElementById("root");
if (container === null) throw new Error("The page has no place for the app.");
createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
