import { EmptyState, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { ownLinksQuery } from "../../../shared/own-link/own-links.ts";
import "../own-link.css";
import { InvitationRows } from "./invitation-rows.tsx";
import { OwnLinkPart } from "./own-link-part.tsx";

/** Everybody whom a related person stands by, and the invitations that wait. */
export function OwnLinks() {
  const { t } = useTranslation("own-link");
  const own = useQuery(ownLinksQuery);
  return (
    <LoadedPage query={own}>
      {({ links, invitations }) => (
        <div className="own-links">
          {invitations.length > 0 && (
            <Rows label={t("invitations")}>
              <InvitationRows />
            </Rows>
          )}
          {links.map((link) => (
            <OwnLinkPart key={link.id} link={link} />
          ))}
          {links.length + invitations.length === 0 && (
            <EmptyState picture="quiet" title={t("none")}>
              <p>{t("noneText")}</p>
            </EmptyState>
          )}
        </div>
      )}
    </LoadedPage>
  );
}
