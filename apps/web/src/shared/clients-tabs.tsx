import { LinkTabs } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useMe } from "./me.ts";

export type ClientsTab = "caseload" | "all" | "without-therapist" | "other" | "proposals" | "requests";

/** The pages under *Clients*, as far as the server says that this account has them. */
export function ClientsTabs({ current }: { current: ClientsTab }) {
  const { t } = useTranslation("common");
  const { can } = useMe();
  const tabs: { id: ClientsTab; href: string; has: boolean }[] = [
    { id: "caseload", href: "/clients?scope=caseload", has: can.seeCaseload },
    { id: "all", href: "/clients?scope=all", has: can.seeAllClients },
    { id: "without-therapist", href: "/clients?scope=without-therapist", has: can.seeAllClients },
    { id: "other", href: "/clients/other", has: can.searchOtherClients },
    { id: "proposals", href: "/clients/proposals", has: can.createClients },
    { id: "requests", href: "/requests", has: can.seeCaseload || can.seeAllClients },
  ];
  return (
    <LinkTabs
      label={t("clientsTabs.label")}
      items={tabs
        .filter(({ has }) => has)
        .map(({ id, href }) => ({ href, label: t(`clientsTabs.${id}`), current: id === current }))}
    />
  );
}
