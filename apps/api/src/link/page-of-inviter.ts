import type { NotifiedPage } from "@kring/domain/contract";
import type { LinkRow } from "./record-store.ts";

/** Where whoever invited sees the records that they made. */
export const pageOfInviter = ({ inviterKind, clientId }: Pick<LinkRow, "inviterKind" | "clientId">): NotifiedPage =>
  inviterKind === "client" ? "/related-persons" : `/clients/${clientId}/related-persons`;
