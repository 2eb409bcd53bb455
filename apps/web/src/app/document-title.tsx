import { useMatches } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type common from "../words/nl/common.ts";

type PageTitle = keyof typeof common.titles;

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** What the tab says; it never names anybody. */
    title?: PageTitle;
  }
}

/** The title of the tab: the kind of page and how much is new, no names and no topics. */
export function DocumentTitle({ unread = 0 }: { unread?: number }) {
  const { t } = useTranslation("common");
  const title = useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData.title,
  });
  const count = unread === 0 ? "" : `(${unread > 99 ? "99+" : unread}) `;
  return <title>{`${count}${title ? `${t(`titles.${title}`)} · ` : ""}${t("kring")}`}</title>;
}
