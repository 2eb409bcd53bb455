import { LinkTabs, SideMenu } from "@kring/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { conversationsOfClientQuery } from "../../../shared/conversations-of-client.ts";
import { useKring } from "../../../shared/realtime.ts";
import { professionalsQuery } from "../api/professionals.ts";
import { toolsQuery } from "../api/tools.ts";
import { type ClientSection, pathOfSection } from "../model/section-of-path.ts";
import { useClient } from "../use-client.ts";

/** How many there are, where a page of this visit read it: a menu alone reads nothing, as each reading is logged. */
function useKnownCounts(clientId: string): Partial<Record<ClientSection, number>> {
  const kring = useKring();
  const tools = useQuery({ ...toolsQuery(clientId), enabled: false }).data?.tools.length;
  const professionals = useQuery({ ...professionalsQuery(clientId), enabled: false }).data?.professionals.length;
  const conversations = useInfiniteQuery({ ...conversationsOfClientQuery(kring, clientId), enabled: false });
  return {
    ...(tools === undefined ? {} : { tools }),
    ...(professionals === undefined ? {} : { professionals }),
    ...(conversations.data === undefined || conversations.hasNextPage
      ? {}
      : { conversations: conversations.data.length }),
  };
}

/** The pages of the account: a menu at the left, tabs on a phone. */
export function ClientMenu({ current }: { current: string }) {
  const { t } = useTranslation("client");
  const { id, name, sections } = useClient();
  const counts = useKnownCounts(id);
  const items = sections.map((section) => ({
    href: pathOfSection(id, section),
    label: t(`sections.${section}`),
    current: section === current,
    count: counts[section],
  }));
  const tabs = useRef<HTMLDivElement>(null);
  // On a phone the tab of this page may lie beyond the edge.
  useEffect(() => {
    if (current === "") return;
    tabs.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [current]);
  return (
    <>
      <SideMenu label={t("account.menu", { name })} items={items} />
      <div className="sub-tabs-place" ref={tabs}>
        <LinkTabs label={t("account.menuNarrow", { name })} items={items} />
      </div>
    </>
  );
}
