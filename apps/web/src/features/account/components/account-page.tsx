import { LinkTabs, Main, Page } from "@kring/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";

export interface AccountPageProps {
  current: "profile" | "security" | "notifications";
  children: ReactNode;
}

/** The frame of the pages about oneself. */
export function AccountPage({ current, children }: AccountPageProps) {
  const { t } = useTranslation("account");
  return (
    <Main>
      <Page title={t("title")} lead={t("lead")} end={<QuickExitButton />}>
        <LinkTabs
          label={t("tabs.label")}
          items={[
            { href: "/profile", label: t("tabs.profile"), current: current === "profile" },
            { href: "/profile/security", label: t("tabs.security"), current: current === "security" },
            { href: "/profile/notifications", label: t("tabs.notifications"), current: current === "notifications" },
          ]}
        />
        <div className="settings">{children}</div>
      </Page>
    </Main>
  );
}

export interface SettingsPartProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** One subject of a page of settings. */
export function SettingsPart({ title, lead, children }: SettingsPartProps) {
  return (
    <section className="settings-part">
      <h2>{title}</h2>
      {lead && <p className="soft">{lead}</p>}
      {children}
    </section>
  );
}
