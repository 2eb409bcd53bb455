import "../professional.css";
import type { Role } from "@kring/domain/contract";
import { EmptyState, FilterTabs, Inset, Main, Page, SearchField, Skeleton } from "@kring/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listInWords } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { LoadMore } from "../../../shared/load-more.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useSettled } from "../../../shared/use-settled.ts";
import { whoCanHelpQuery } from "../../../shared/who-can-help.ts";
import { professionalsQuery } from "../api/professionals.ts";
import { InviteProfessional } from "../components/invite-professional.tsx";
import { ProfessionalList } from "../components/professional-list.tsx";

const route = getRouteApi("/signed-in/professionals");
const filters = ["all", "therapist", "secretary", "application-manager"] as const;

/** The *Professionals* tab: so that anyone can find who can arrange a take-over. */
export function ProfessionalsPage() {
  const { t } = useTranslation(["professional", "common"]);
  const { role } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState("");
  const name = useSettled(typed.trim());
  const isTooShort = name.length > 0 && name.length < 3;
  const list = useInfiniteQuery(professionalsQuery(role, isTooShort ? "" : name));
  const professionals = list.data?.pages.flatMap((page) => page.professionals);
  return (
    <Main>
      {list.isError && list.data === undefined ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Page
          title={t("list.title")}
          lead={t("list.lead")}
          end={list.data?.pages[0]?.can.invite === true ? <InviteProfessional /> : null}
        >
          <div className="professional-filters">
            <FilterTabs
              label={t("list.filter")}
              options={filters.map((id) => ({ id, label: t(`list.filters.${id}`) }))}
              value={role ?? "all"}
              onChange={(chosen) =>
                void navigate({ search: chosen === "all" ? {} : { role: chosen }, replace: true, resetScroll: false })
              }
            />
            <SearchField label={t("list.find")} value={typed} onChange={setTyped} clearLabel={t("common:clear")} />
          </div>
          <NoSecretary />
          <p className="mute" role="status">
            {isTooShort && t("list.tooShort")}
          </p>
          {professionals === undefined ? (
            <Skeleton label={t("common:loading")} rows={5} />
          ) : professionals.length === 0 ? (
            <Nobody role={role} find={name} />
          ) : (
            <div className="stack narrow">
              <ProfessionalList professionals={professionals} hasMore={list.hasNextPage} />
              <LoadMore query={list} label={t("list.more")} />
            </div>
          )}
        </Page>
      )}
    </Main>
  );
}

function Nobody({ role, find }: { role: Role | undefined; find: string }) {
  const { t } = useTranslation("professional");
  if (find !== "") {
    return (
      <p className="mute" role="status">
        {t("list.notFound", { find })}
      </p>
    );
  }
  // Without a secretary the page says so already, and whom to ask.
  if (role === "secretary") return null;
  return (
    <EmptyState title={t("list.none")}>
      <p>{t("list.noneText")}</p>
    </EmptyState>
  );
}

/** nobody has the role, and who can give it. */
function NoSecretary() {
  const { t } = useTranslation("professional");
  const language = useLanguage();
  const { data } = useQuery(whoCanHelpQuery);
  if (data === undefined || data.role === "secretary") return null;
  const { people } = data;
  const names = listInWords(
    people.map((person) => person.name),
    language,
  );
  return (
    <Inset tone="wait">
      <p>
        <b>{t("list.noSecretary")}</b>{" "}
        {people.length === 0 ? t("list.noSecretaryNobody") : t("list.noSecretaryAsk", { count: people.length, names })}
      </p>
    </Inset>
  );
}
