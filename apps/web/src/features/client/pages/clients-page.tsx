import "../client.css";
import type { ClientRow } from "@kring/domain/contract";
import { ButtonLink, EmptyState, Link, Main, Page, SearchField, Skeleton, Table, Tag } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { ClientsTabs } from "../../../shared/clients-tabs.tsx";
import { shortDate } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { LoadMore } from "../../../shared/load-more.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useSettled } from "../../../shared/use-settled.ts";
import { type ClientsScope, clientsQuery } from "../api/clients.ts";

/** Fewer letters find nobody, unless they are a whole client ID. */
const shortestName = 3;

const route = getRouteApi("/signed-in/clients");

/** The clients of the viewer; for secretaries also all, and those without a therapist (T-07). */
export function ClientsPage() {
  const { t } = useTranslation("client");
  const { can } = useMe();
  const wanted = route.useSearch().scope;
  const scope = wanted ?? (can.seeCaseload ? "caseload" : "all");
  if (!can.seeCaseload && !can.seeAllClients) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={t("title")} end={<NewClient />}>
        <ClientsTabs current={scope} />
        <ClientList key={scope} scope={scope} />
      </Page>
    </Main>
  );
}

function NewClient() {
  const { t } = useTranslation("client");
  const { can } = useMe();
  if (!can.createClients && !can.proposeClients) return null;
  return (
    <ButtonLink dense icon={Plus} href="/clients/new">
      {t(can.createClients ? "list.create" : "list.propose")}
    </ButtonLink>
  );
}

function ClientList({ scope }: { scope: ClientsScope }) {
  const { t } = useTranslation(["client", "common"]);
  const [typed, setTyped] = useState("");
  const find = useSettled(typed.trim());
  const isHopeless = find !== "" && find.length < shortestName && !/\d/.test(find);
  const clients = useInfiniteQuery({ ...clientsQuery(scope, find), enabled: !isHopeless });
  const isTooShort = isHopeless || (clients.isError && refusalCode(clients.error) === "invalid-input");
  return (
    <>
      <div className="clients-tools">
        <SearchField label={t("list.find")} value={typed} onChange={setTyped} clearLabel={t("common:clear")} />
      </div>
      {isTooShort ? (
        <p className="mute" role="status">
          {t("list.tooShort")}
        </p>
      ) : clients.isError && clients.data === undefined ? (
        <Failed error={clients.error} onRetry={() => void clients.refetch()} />
      ) : clients.data === undefined ? (
        <Skeleton label={t("common:loading")} rows={5} kind="lines" />
      ) : clients.data.length === 0 ? (
        <NoClients scope={scope} find={find} />
      ) : (
        <div className="stack">
          <ClientTable clients={clients.data} scope={scope} hasMore={clients.hasNextPage} />
          <LoadMore query={clients} label={t("list.more")} />
        </div>
      )}
    </>
  );
}

function NoClients({ scope, find }: { scope: ClientsScope; find: string }) {
  const { t } = useTranslation("client");
  if (find !== "") {
    return (
      <p className="mute" role="status">
        {t("list.notFound", { find })}
      </p>
    );
  }
  return (
    <EmptyState picture="quiet" title={t(`list.none.${scope}`)}>
      <p>{t(`list.noneText.${scope}`)}</p>
    </EmptyState>
  );
}

interface ClientTableProps {
  clients: ClientRow[];
  scope: ClientsScope;
  hasMore: boolean;
}

function ClientTable({ clients, scope, hasMore }: ClientTableProps) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const own = scope === "caseload";
  const columns = [
    { id: "name", label: t("list.name"), main: true },
    { id: "number", label: t("list.number"), heading: t("list.number") },
    own
      ? { id: "since", label: t("list.since"), heading: t("list.since") }
      : { id: "therapists", label: t("list.therapists"), heading: t("list.therapists") },
    { id: "waiting", label: t("list.waiting"), heading: t("list.waiting") },
  ];
  return (
    <Table
      label={t(`list.label.${scope}`)}
      columns={columns}
      hasMore={hasMore}
      rows={clients.map((client) => ({
        id: client.id,
        cells: {
          name: (
            <>
              <Link href={`/clients/${client.id}`}>{client.name}</Link>{" "}
              {client.state !== "active" && (
                <Tag tone={client.state === "invited" ? "wait" : "off"}>{t(`states.${client.state}`)}</Tag>
              )}
            </>
          ),
          number: client.clientNumber,
          since: client.since === null ? "" : shortDate(client.since, Date.now(), language),
          therapists: client.therapists === 0 ? <Tag tone="wait">{t("list.noTherapist")}</Tag> : client.therapists,
          waiting:
            client.waiting === 0 ? (
              <span className="mute">{t("list.nothing")}</span>
            ) : (
              <Tag tone="wait">{t("list.waits", { count: client.waiting })}</Tag>
            ),
        },
      }))}
    />
  );
}
