import { LinkProvider, ToastProvider } from "@kring/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Leave, LeaveContext } from "../shared/leave.tsx";
import { SwitchAccountContext } from "../shared/switch-account.ts";
import { moveFocusWithPage } from "./move-focus.ts";
import { RouterLink } from "./router-link.tsx";
import { accountChanged, endSession, forgetEverything, leaveQuickly } from "./session.ts";

/** What every page has: links through the router, toasts, and the ways out. */
export function RootPage() {
  const { t } = useTranslation("common");
  const router = useRouter();
  const queryClient = useQueryClient();
  useEffect(() => moveFocusWithPage(router), [router]);
  const leave = useMemo<Leave>(
    () => ({
      signOut: async (why) => {
        await endSession();
        await forgetEverything(queryClient, () =>
          router.navigate({ to: "/sign-in", search: why === undefined ? {} : { why }, replace: true }),
        );
      },
      quickly: leaveQuickly,
    }),
    [queryClient, router],
  );
  const switched = useCallback((path = "/") => {
    accountChanged();
    location.assign(path);
  }, []);
  return (
    <LeaveContext value={leave}>
      <SwitchAccountContext value={switched}>
        <LinkProvider component={RouterLink}>
          <ToastProvider label={t("toasts")}>
            <Outlet />
          </ToastProvider>
        </LinkProvider>
      </SwitchAccountContext>
    </LeaveContext>
  );
}
