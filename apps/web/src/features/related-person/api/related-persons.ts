import {
  answerPermission,
  inviteOwnRelatedPerson,
  inviteRelatedPerson,
  type Language,
  listOwnRelatedPersons,
  listRelatedPersons,
  removeOwnRelatedPerson,
  removeRelatedPerson,
  resendOwnRelatedPersonInvitation,
  resendRelatedPersonInvitation,
} from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

/** Those whom the viewer invited for a client, and a number (P-04). */
export const relatedPersonsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId, "related-persons"],
    queryFn: ({ signal }) => call(listRelatedPersons, { params: { clientId } }, signal),
  });

/** The client's own related persons. */
export const ownRelatedPersonsQuery = queryOptions({
  queryKey: ["own", "related-persons"],
  queryFn: ({ signal }) => call(listOwnRelatedPersons, {}, signal),
});

/** Whose related persons they are: one's own, or those of a client whose therapist one is. */
export type Whose = { kind: "own" } | { kind: "client"; clientId: string; clientName: string };

export interface Invited {
  name: string;
  email: string;
  language: Language;
}

export const useInvite = (whose: Whose) =>
  useChange((body: Invited) =>
    whose.kind === "own"
      ? call(inviteOwnRelatedPerson, { body })
      : call(inviteRelatedPerson, { params: { clientId: whose.clientId }, body: { ...body, permission: true } }),
  );

export const useResend = (whose: Whose, linkId: string) =>
  useChange(() =>
    whose.kind === "own"
      ? call(resendOwnRelatedPersonInvitation, { params: { linkId } })
      : call(resendRelatedPersonInvitation, { params: { clientId: whose.clientId, linkId } }),
  );

/** Withdraws an invitation, or ends an accepted link (P-06). */
export const useRemove = (whose: Whose, linkId: string) =>
  useChange(() =>
    whose.kind === "own"
      ? call(removeOwnRelatedPerson, { params: { linkId } })
      : call(removeRelatedPerson, { params: { clientId: whose.clientId, linkId } }),
  );

export const useAnswerPermission = (linkId: string) =>
  useChange((answer: "agreed" | "did-not-agree") => call(answerPermission, { params: { linkId }, body: { answer } }));
