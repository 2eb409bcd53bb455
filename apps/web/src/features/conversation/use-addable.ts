import type { AccountId, ConversationView } from "@kring/domain/contract";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "../../shared/me.ts";
import { ownLinksQuery } from "../../shared/own-link/own-links.ts";
import { useSettled } from "../../shared/use-settled.ts";
import { aroundClientQuery, circleCandidatesQuery, colleaguesQuery } from "./api/candidates.ts";
import { type Candidate, linkCandidates, matching, notYetIn } from "./model/candidates.ts";

/** From so many people on, a search box helps. */
const searchableFrom = 9;

export interface Addable {
  /** Undefined until it is known. */
  candidates: Candidate[] | undefined;
  error: Error | null;
  isSearched: boolean;
  /** What is searched for. */
  find: string;
}

/** Whom the reader could add to a conversation, without those who take part: their own people, around whom it is about. */
export function useAddable({ roster, myLink }: ConversationView, typed: string): Addable {
  const { account } = useMe();
  const find = useSettled(typed.trim());
  const client = roster.about?.account;
  const isProfessional = account.kind === "professional";
  const amongColleagues = isProfessional && client === undefined;
  const circle = useQuery({ ...circleCandidatesQuery, enabled: account.kind === "client" });
  const around = useQuery({
    ...aroundClientQuery(client as AccountId, account.id),
    enabled: isProfessional && client !== undefined,
  });
  const colleagues = useQuery({ ...colleaguesQuery(find.length < 3 ? "" : find), enabled: amongColleagues });
  const links = useQuery({ ...ownLinksQuery, enabled: account.kind === "related-person" });

  const ownLink = links.data?.links.find(({ id }) => id === myLink?.id);
  const all =
    circle.data ??
    (around.data && [around.data.client, ...around.data.colleagues]) ??
    colleagues.data ??
    (ownLink && linkCandidates(ownLink));
  const open = all && notYetIn(roster, all);
  const isSearched = amongColleagues || (open?.length ?? 0) >= searchableFrom;
  return {
    candidates: open && (isSearched ? matching(open, find) : open),
    error: circle.error ?? around.error ?? colleagues.error ?? links.error,
    isSearched,
    find: isSearched ? find : "",
  };
}
