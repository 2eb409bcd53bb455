import { AppShell, type NavItem } from "@kring/ui";
import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export interface ShellProps {
  items: NavItem[];
  rest: NavItem[];
  children: ReactNode;
}

const isThread = (path: string): boolean => /^\/conversations\/(?!new$|about-me$)./.test(path);

/** The navigation of the app around a page. */
export function Shell({ items, rest, children }: ShellProps) {
  const { t } = useTranslation("common");
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <AppShell
      skip={{ label: t("nav.skip") }}
      phone={isThread(path) ? "thread" : path === "/conversations" ? "list" : undefined}
      nav={{ label: t("nav.label"), home: { href: "/", label: t("nav.homeLogo") }, items, rest }}
    >
      {children}
    </AppShell>
  );
}
