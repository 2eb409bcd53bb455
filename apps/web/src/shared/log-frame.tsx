import { LinkTabs, Main, Page } from "@kring/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "./me.ts";
import { NotFound } from "./not-found.tsx";

const tabs = [
  { id: "log", href: "/log" },
  { id: "access", href: "/access-requests" },
  { id: "exports", href: "/exports" },
  { id: "mails", href: "/failed-mails" },
] as const;

export interface LogFrameProps {
  tab: (typeof tabs)[number]["id"];
  title: string;
  lead: string;
  /** At the right of the title. */
  end?: ReactNode;
  children: ReactNode;
}

/** The frame of the pages under *Log*; for whoever reads no log there is nothing in it. */
export function LogFrame({ tab, title, lead, end, children }: LogFrameProps) {
  const { t } = useTranslation("common");
  const { can } = useMe();
  if (!can.readLog) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={title} lead={lead} end={end}>
        <LinkTabs
          label={t("logTabs.label")}
          items={tabs.map(({ id, href }) => ({ href, label: t(`logTabs.${id}`), current: id === tab }))}
        />
        {children}
      </Page>
    </Main>
  );
}
