import "../proposal.css";
import { EmptyState, Main, Page, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ClientsTabs } from "../../../shared/clients-tabs.tsx";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { proposalsQuery } from "../api/proposals.ts";
import { ProposalRow } from "../components/proposal-row.tsx";

/** What therapists proposed and nobody decided on, for secretaries. */
export function ProposalsPage() {
  const { t } = useTranslation(["proposal", "common"]);
  const { can } = useMe();
  const proposals = useQuery({ ...proposalsQuery, enabled: can.createClients });
  if (!can.createClients) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={t("common:titles.clients")}>
        <ClientsTabs current="proposals" />
        <LoadedPage query={proposals}>
          {(proposals) =>
            proposals.length === 0 ? (
              <EmptyState picture="quiet" title={t("list.none")}>
                <p>{t("list.noneText")}</p>
              </EmptyState>
            ) : (
              <div className="stack proposals">
                <p className="soft">{t("list.lead")}</p>
                <Rows label={t("list.label")}>
                  {proposals.map((proposal) => (
                    <ProposalRow key={proposal.id} proposal={proposal} />
                  ))}
                </Rows>
              </div>
            )
          }
        </LoadedPage>
      </Page>
    </Main>
  );
}
