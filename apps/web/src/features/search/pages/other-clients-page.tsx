import "../search.css";
import type { ClientSearchFilter } from "@kring/domain/contract";
import { Button, FieldError, Main, Page } from "@kring/ui";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { ClientsTabs } from "../../../shared/clients-tabs.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useSearch } from "../api/search.ts";
import { MotivationForm } from "../components/motivation-form.tsx";
import { Results } from "../components/results.tsx";
import { SearchForm } from "../components/search-form.tsx";
import { SearchSteps } from "../components/steps.tsx";

/** *Clients → Other clients*: first why, then whom. */
export function OtherClientsPage() {
  const { t } = useTranslation("search");
  const { can } = useMe();
  const [motivation, setMotivation] = useState("");
  const [isSearching, setSearching] = useState(false);
  if (!can.searchOtherClients) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={t("title")}>
        <ClientsTabs current="other" />
        <SearchSteps current={isSearching ? "search" : "motivation"} />
        {isSearching ? (
          <SearchPart motivation={motivation} onChangeMotivation={() => setSearching(false)} />
        ) : (
          <MotivationForm
            motivation={motivation}
            onGiven={(given) => {
              setMotivation(given);
              setSearching(true);
            }}
          />
        )}
      </Page>
    </Main>
  );
}

interface SearchPartProps {
  motivation: string;
  onChangeMotivation: () => void;
}

function SearchPart({ motivation, onChangeMotivation }: SearchPartProps) {
  const { t } = useTranslation("search");
  const search = useSearch();
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => said.current?.focus(), []);
  const look = (filter: ClientSearchFilter) => search.mutate({ motivation, filter });
  return (
    <>
      <div className="said">
        <p className="sm" ref={said} tabIndex={-1}>
          <b>{t("motivation.yours")}</b> {motivation}
        </p>
        <Button dense variant="plain" onPress={onChangeMotivation} aria-label={t("motivation.changeLabel")}>
          {t("motivation.change")}
        </Button>
      </div>
      <SearchForm onSearch={look} busy={search.isPending} />
      <Found search={search} />
    </>
  );
}

function Found({ search }: { search: ReturnType<typeof useSearch> }) {
  const { t } = useTranslation("search");
  const say = useRefusal();
  const { data, isError, error } = search;
  return (
    <>
      {isError && (
        <div role="alert">
          <FieldError>{refusalCode(error) === "too-many-requests" ? t("results.refused") : say(error)}</FieldError>
        </div>
      )}
      {data !== undefined && data.results.length > 0 && (
        <Results key={data.id} searchId={data.id} clients={data.results} />
      )}
      <p className="sm mute search-count" role="status">
        {data !== undefined && (
          <>
            {data.tooMany
              ? t("results.tooMany")
              : data.results.length === 0
                ? t("results.none")
                : t("results.found", { count: data.results.length })}{" "}
            {data.searchesLeft === 0 ? t("results.leftNone") : t("results.left", { count: data.searchesLeft })}
          </>
        )}
      </p>
    </>
  );
}
