import { acceptLink, endOwnLink, type LinkId, refuseLink } from "@kring/domain/contract";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

/** Accepting one invitation accepts no other (P-05). */
export const useAnswerInvitation = (linkId: LinkId) =>
  useChange(
    (answer: "accept" | "refuse"): Promise<unknown> =>
      answer === "accept" ? call(acceptLink, { params: { linkId } }) : call(refuseLink, { params: { linkId } }),
  );

export const useEndLink = (linkId: LinkId) => useChange(() => call(endOwnLink, { params: { linkId } }));
