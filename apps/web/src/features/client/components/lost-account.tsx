import type { ClientHead } from "@kring/domain/contract";
import { Main } from "@kring/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../../../shared/dates.ts";
import { NothingHere, WhoCanHelp } from "../../../shared/not-found.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { clientQuery } from "../api/client.ts";

export interface LostAccountProps {
  clientId: string;
  /** On what ground it was open. */
  ground: ClientHead["ground"];
}

/**
 * In place of an account that was open a moment ago: what ended, since when, and whom to ask (R-04, T-03, Q-04). It names
 * nothing of the client, and whoever comes back later finds what is not found.
 */
export function LostAccount({ clientId, ground }: LostAccountProps) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [since] = useState(Date.now);
  useEffect(() => {
    queryClient.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] === "client" && queryKey[1] === clientId && queryKey.length > 2,
    });
    const title = document.querySelector<HTMLElement>("main h1");
    if (title !== null) {
      title.tabIndex = -1;
      title.focus();
    }
    // The head alone says that the account was open here; it goes with this page.
    return () => queryClient.removeQueries({ queryKey: clientQuery(clientId).queryKey });
  }, [queryClient, clientId]);
  return (
    <Main>
      <NothingHere title={t(`lost.title.${ground}`)}>
        <p>{t(`lost.text.${ground}`, { time: clockTime(since, language) })}</p>
        <WhoCanHelp with="lost" />
      </NothingHere>
    </Main>
  );
}
