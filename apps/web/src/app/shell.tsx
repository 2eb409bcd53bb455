import { AppShell, Icon, type NavItem } from "@kring/ui";
import { useRouterState } from "@tanstack/react-router";
import { Bell, House, MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export interface ShellProps {
  unread?: number;
  notices?: number;
  /** The entry of whoever is signed in. */
  profile: Pick<NavItem, "label" | "icon" | "spoken">;
  children: ReactNode;
}

/** The navigation of the app around a page. */
export function Shell({ unread = 0, notices = 0, profile, children }: ShellProps) {
  const { t } = useTranslation("common");
  const path = useRouterState({ select: (state) => state.location.pathname });
  const spoken = (count: number) => (count > 0 ? t("nav.newCount", { number: count > 99 ? "99+" : count }) : undefined);
  return (
    <AppShell
      skip={{ label: t("nav.skip") }}
      phone={path.startsWith("/conversations/") ? "thread" : path === "/conversations" ? "list" : undefined}
      nav={{
        label: t("nav.label"),
        home: { href: "/", label: t("nav.homeLogo") },
        items: [
          { href: "/", label: t("nav.home"), icon: <Icon of={House} />, current: path === "/" },
          {
            href: "/conversations",
            label: t("nav.conversations"),
            icon: <Icon of={MessagesSquare} />,
            current: path.startsWith("/conversations"),
            count: unread,
            spoken: spoken(unread),
          },
        ],
        rest: [
          {
            href: "/inbox",
            label: t("nav.inbox"),
            icon: <Icon of={Bell} />,
            current: path === "/inbox",
            count: notices,
            spoken: spoken(notices),
          },
          { href: "/profile", current: path.startsWith("/profile"), ...profile },
        ],
      }}
    >
      {children}
    </AppShell>
  );
}
