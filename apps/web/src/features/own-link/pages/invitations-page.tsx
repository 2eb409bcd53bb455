import { Main, Page, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { LetterPage } from "../../../shared/letter/letter.tsx";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useMe } from "../../../shared/me.ts";
import { ownLinksQuery } from "../../../shared/own-link/own-links.ts";
import { InvitationRows } from "../components/invitation-rows.tsx";
import { OtherAccount } from "../components/other-account.tsx";

/** Where the mail of an invitation leads after signing in: to the one that waits, or to all of them. */
export function InvitationsPage() {
  const { account } = useMe();
  if (account.kind === "related-person") return <Invitations />;
  return (
    <LetterPage>
      <OtherAccount />
    </LetterPage>
  );
}

function Invitations() {
  const { t } = useTranslation("own-link");
  const own = useQuery(ownLinksQuery);
  return (
    <Main>
      <Page title={t("invitations")} end={<QuickExitButton />}>
        <LoadedPage query={own}>
          {({ invitations: [first, ...others] }) => {
            if (first === undefined) return <p className="soft">{t("noInvitations")}</p>;
            if (others.length === 0)
              return <Navigate to="/invitations/$linkId" params={{ linkId: first.id }} replace />;
            return (
              <div className="narrow">
                <Rows label={t("invitations")}>
                  <InvitationRows />
                </Rows>
              </div>
            );
          }}
        </LoadedPage>
      </Page>
    </Main>
  );
}
