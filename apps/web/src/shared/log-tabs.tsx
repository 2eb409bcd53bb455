import { LinkTabs } from "@kring/ui";
import { useTranslation } from "react-i18next";

const tabs = [
  { id: "log", href: "/log" },
  { id: "access", href: "/access-requests" },
  { id: "exports", href: "/exports" },
  { id: "mails", href: "/failed-mails" },
] as const;

export type LogTab = (typeof tabs)[number]["id"];

/** The pages under *Log*, for whoever reads it. */
export function LogTabs({ current }: { current: LogTab }) {
  const { t } = useTranslation("common");
  return (
    <LinkTabs
      label={t("logTabs.label")}
      items={tabs.map(({ id, href }) => ({ href, label: t(`logTabs.${id}`), current: id === current }))}
    />
  );
}
