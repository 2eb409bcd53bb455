import type { ClientSearchResult } from "@kring/domain/contract";
import { ButtonLink, Table, Tag, VisuallyHidden } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { momentInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { ManageRequest } from "./manage-request.tsx";
import { ObtainAccess } from "./obtain-access.tsx";
import { SendRequest } from "./send-request.tsx";

export interface ResultsProps {
  searchId: string;
  clients: ClientSearchResult[];
}

/** As little as one needs to know the right person. */
export function Results({ searchId, clients }: ResultsProps) {
  const { t } = useTranslation("search");
  const columns = [
    { id: "name", label: t("results.name"), main: true },
    { id: "number", label: t("results.number"), heading: t("results.number") },
    { id: "birthYear", label: t("results.birthYear"), heading: t("results.birthYear") },
    { id: "actions", label: <VisuallyHidden>{t("results.actions")}</VisuallyHidden> },
  ];
  return (
    <div className="search-results">
      <Table
        label={t("results.label")}
        columns={columns}
        rows={clients.map((client) => ({
          id: client.id,
          cells: {
            name: <b>{client.name}</b>,
            number: client.clientNumber,
            birthYear: client.birthYear,
            actions: <Actions searchId={searchId} client={client} />,
          },
        }))}
      />
    </div>
  );
}

interface ActionsProps {
  searchId: string;
  client: ClientSearchResult;
}

function Actions({ searchId, client }: ActionsProps) {
  const { t } = useTranslation("search");
  const language = useLanguage();
  const { related, temporaryAccessUntil, can } = client;
  return (
    <div className="search-acts">
      <RequestActions searchId={searchId} client={client} />
      {can.obtainTemporaryAccess && <ObtainAccess searchId={searchId} client={client} />}
      {temporaryAccessUntil !== null && (
        <Tag tone="wait">
          {t("access.until", { moment: momentInWords(temporaryAccessUntil, Date.now(), language) })}
        </Tag>
      )}
      {related && <span className="sm mute">{t("results.related")}</span>}
      {(related || temporaryAccessUntil !== null) && (
        <ButtonLink dense href={`/clients/${client.id}`}>
          {t("results.open")}
          <VisuallyHidden>, {client.name}</VisuallyHidden>
        </ButtonLink>
      )}
    </div>
  );
}

/** What was found stays as it was found: a request sent or cancelled from here shows without another, counted, search. */
function RequestActions({ searchId, client }: ActionsProps) {
  const { t } = useTranslation("search");
  const [request, setRequest] = useState(client.pendingRequest);
  const [isCancelled, setCancelled] = useState(false);
  if (isCancelled) return <Tag tone="off">{t("request.taken")}</Tag>;
  if (request !== null) {
    return <ManageRequest client={client} request={request} onCancelled={() => setCancelled(true)} />;
  }
  if (!client.can.sendRelateRequest) return null;
  return <SendRequest searchId={searchId} client={client} onSent={setRequest} />;
}
